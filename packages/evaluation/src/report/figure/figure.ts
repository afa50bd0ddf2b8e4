import { type Content, html, type Markup, trusted } from '../html/html';

/** A picture of a report. */
export interface ReportFigure {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What a reader should see in it. */
  readonly caption: string;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  /** An `<svg>` that names itself (`role="img"`, title and description) and loads nothing. */
  readonly svg: string;
}

/** Pictures beside one another where there is room; nothing without any. */
export function figures(list: readonly ReportFigure[]): Markup | undefined {
  if (list.length === 0) return undefined;
  return html`<div class="figures">
${list.map(figure)}</div>
`;
}

/** A picture with its caption, in a region that scrolls where the page is too narrow to read it. */
export function figure({ id, title, caption, svg }: ReportFigure): Content {
  return html`<figure id="${id}">
<div class="scroll" role="group" tabindex="0" aria-label="Figure: ${title}">${trusted(svg)}</div>
<figcaption><strong>${title}.</strong> ${caption}</figcaption>
</figure>
`;
}
