import { type Content, html, type Markup, trusted } from '../html/html';

/** A figure of a report. */
export interface ReportFigure {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows and how to read it. */
  readonly caption: string;
  /** Text alternative for those who cannot see it. */
  readonly description: string;
  /** An `<svg>` that has `role="img"`, a title and a description, and loads nothing. */
  readonly svg: string;
}

/** Figures side by side where there is room; undefined if there are none. */
export function figures(list: readonly ReportFigure[]): Markup | undefined {
  if (list.length === 0) return undefined;
  return html`<div class="figures">
${list.map(figure)}</div>
`;
}

/** A figure with its caption, in a region that scrolls where the page is too narrow to read it. */
export function figure({ id, title, caption, svg }: ReportFigure): Content {
  return html`<figure id="${id}">
<div class="scroll" role="group" tabindex="0" aria-label="Figure: ${title}">${trusted(svg)}</div>
<figcaption><strong>${title}.</strong> ${caption}</figcaption>
</figure>
`;
}
