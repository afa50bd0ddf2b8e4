import { type Content, html, type Markup } from './html';

export interface Column {
  readonly head: Content;
  /** Numbers, aligned right with digits of equal width. */
  readonly numeric?: boolean;
  /** Short text that never wraps. */
  readonly short?: boolean;
}

export interface TableOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Content[])[];
  /** CSS class of the table. */
  readonly kind?: string;
}

/** A table in its own region that scrolls where the page is narrow, by keyboard too. Undefined without rows. */
export function table({ id, caption, columns, rows, kind }: TableOptions): Markup | undefined {
  if (rows.length === 0) return undefined;
  const align = (index: number): string =>
    columns[index]?.numeric ? 'number' : columns[index]?.short ? 'short' : 'text';
  const heads = columns.map(({ head }, i) => html`<th scope="col" class="${align(i)}">${head}</th>`);
  const body = rows.map((cells) => {
    const [name, ...others] = cells;
    return html`<tr><th scope="row" class="${align(0)}">${name}</th>${others.map(
      (cell, i) => html`<td class="${align(i + 1)}">${cell}</td>`,
    )}</tr>\n`;
  });
  return html`<div class="scroll" role="group" aria-labelledby="${id}" tabindex="0">
<table class="${kind ?? 'plain'}">
<caption><span id="${id}">${caption}</span></caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>
`;
}
