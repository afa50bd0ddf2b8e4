import { type Content, html, type Markup } from './html';

/** A list of names and their values; pairs without a value are left out. */
export function pairs(list: readonly (readonly [name: string, value: Content])[]): Markup {
  const shown = list.filter(([, value]) => value !== undefined && value !== null && value !== false);
  return html`<dl class="pairs">
${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`;
}

/** The few values that a reader looks for first, each with its name and an optional note. */
export function facts(list: readonly (readonly [name: string, value: Content, note?: Content])[]): Markup {
  return html`<dl class="facts">
${list.map(([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}${note && html`<small>${note}</small>`}</dd></div>\n`)}</dl>
`;
}
