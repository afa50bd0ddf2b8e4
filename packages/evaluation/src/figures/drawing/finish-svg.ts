import { FONT_FAMILY } from './font';

export interface SvgHead {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/**
 * Turns an SVG of Vega's into one that can share a page with others: labeled for screen readers as one image, with
 * unique ids, without invisible elements, and with two decimals.
 */
export function finishSvg(svg: string, { id, title, description }: SvgHead): string {
  const open = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"[^>]*>/.exec(svg);
  if (open === null) throw new Error('internal: expected an SVG written by Vega.');
  const [width, height] = [Math.ceil(Number(open[1])), Math.ceil(Number(open[2]))];
  const body = tidy(svg.slice(open[0].length));
  const names = `aria-labelledby="${id}-title ${id}-desc"`;
  const whole = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${names} font-family="${FONT_FAMILY}">`,
    `<title id="${id}-title">${escaped(title)}</title>`,
    `<desc id="${id}-desc">${escaped(description)}</desc>`,
    ownIds(body, id),
  ];
  return printable(whole.join(''));
}

/** Escapes a text for XML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Control characters and lone surrogates are invalid in XML, even escaped. */
const printable = (svg: string): string => svg.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '?');

function tidy(body: string): string {
  return (
    body
      // Labels that did not fit.
      .replace(/<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g, '')
      .replace(/<path class="foreground"[^>]*display="none"[^>]*\/>/g, '')
      .replace(/<path class="background"(?![^>]* (?:fill|stroke)=)[^>]*\/>/g, '')
      .replace(/<[^>]*>/g, (tag) =>
        tag
          .replace(/ (?:role|aria-[a-z]+|pointer-events|font-family)="[^"]*"/g, '')
          .replace(/ opacity="1"| class="(?!mark-)[^"]*"/g, '')
          .replace(' xlink:href=', ' href=')
          // The policy of our pages blocks style attributes.
          .replace(/ style="[^"]*image-rendering: pixelated;"/, ' image-rendering="pixelated"')
          .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
      )
      .replace(/<g transform="translate\(0,0\)">/g, '<g>')
  );
}

/** Vega numbers its ids over the life of the process; this numbers them by their order in the SVG. */
function ownIds(body: string, id: string): string {
  const names = new Map<string, string>();
  for (const [, name] of body.matchAll(/<[^>]* id="([^"]+)"/g)) names.set(name as string, `${id}-${names.size + 1}`);
  return body.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ id="([^"]+)"/, (_, name: string) => ` id="${names.get(name)}"`)
      .replace(/url\(#([^)]+)\)/, (whole, name: string) => (names.has(name) ? `url(#${names.get(name)})` : whole)),
  );
}
