import { type Content, html, isEmpty, type Markup, trusted } from '../html/html';
import { contentSecurityPolicy } from './policy';
import { styles } from './styles';

export interface Section {
  /** Unique in the page; the anchor of its heading. */
  readonly id: string;
  readonly title: string;
  readonly body: Content;
}

export interface PageOptions {
  /** What the page is, e.g. `Run report`. */
  readonly kind: string;
  /** What it is about, e.g. the pipeline's name. */
  readonly title: string;
  /** Below the title. */
  readonly summary: Content;
  /** Sections without a body are left out. */
  readonly sections: readonly Section[];
  readonly footer: Content;
}

/**
 * A whole page in one file: no script, nothing to load, usable from disk, on paper, by keyboard and by screen reader.
 */
export function page({ kind, title, summary, sections, footer }: PageOptions): string {
  const shown = sections.filter(({ body }) => !isEmpty(body));
  const body = html`<body>
<a class="skip" href="#main">Skip to the results</a>
<header>
<p class="kind">NoProp · ${kind}</p>
<h1>${title}</h1>
${summary}
</header>
<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ul>${shown.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul>
</nav>
<main id="main" tabindex="-1">
${shown.map(sectionMarkup)}</main>
<footer>
${footer}
</footer>
</body>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(`<style>${styles}</style>${body.text}`)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="NoProp">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title} · ${kind}</title>
<style>${trusted(styles)}</style>
</head>
${body}
</html>
`.text;
}

function sectionMarkup({ id, title, body }: Section): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}</section>
`;
}
