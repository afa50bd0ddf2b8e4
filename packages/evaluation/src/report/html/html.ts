import { visible } from './visible';

/** HTML that goes into a page as it is. Only {@link html} and {@link trusted} create it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template accepts: markup as it is, everything else as text; undefined, null and false print nothing. */
export type Content = Markup | string | number | undefined | null | false | readonly Content[];

/**
 * Template tag for HTML: every value is escaped unless it is {@link Markup}. Values may be placed between tags and
 * inside quoted attributes, not in tag names, scripts or styles.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.map((string, i) => string + (i < values.length ? textOf(values[i]) : '')).join(''));
}

/** HTML or SVG that we generated, used without escaping. */
export const trusted = (text: string): Markup => new Markup(text);

/** Escapes a text for HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (sign) => entities[sign] as string);
}

/** Whether a template would print nothing. */
export const isEmpty = (content: Content): boolean => textOf(content).trim() === '';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function textOf(content: Content): string {
  if (content === undefined || content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeHtml(String(content));
}
