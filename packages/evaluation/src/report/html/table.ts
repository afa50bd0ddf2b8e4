import { type Content, html, type Markup } from './html';

export interface Column {
  readonly head: Content;
  /** Numbers stand to the right, in figures of equal width. */
  readonly numeric?: boolean;
  /** A few words that are never broken. */
  readonly short?: boolean;
}

export interface TableOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Content[])[];
  /** Class of the table, for its looks. */
  readonly kind?: string;
}

/** A table in a region of its own that scrolls where the page is narrow, by keyboard too. Nothing without rows. */
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
