/**
 * A Markdown text with other lines between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error where the markers are not there once, in this order
 */
export function replaceBetween(text: string, name: string, lines: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [before = '', rest, ...more] = text.split(open);
  const [, after, ...others] = (rest ?? '').split(close);
  if (rest === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new Error(`The text must hold ${open.trim()} and ${close} once, in this order.`);
  }
  return `${before}${open}${lines}${close}${after}`;
}
