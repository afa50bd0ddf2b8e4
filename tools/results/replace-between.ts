/**
 * Replaces the lines of a Markdown text between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error unless each marker occurs once, in this order
 */
export function replaceBetween(text: string, name: string, lines: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [before = '', rest, ...more] = text.split(open);
  const [, after, ...others] = (rest ?? '').split(close);
  if (rest === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new Error(`Expected ${open.trim()} and ${close} once each, in this order.`);
  }
  return `${before}${open}${lines}${close}${after}`;
}
