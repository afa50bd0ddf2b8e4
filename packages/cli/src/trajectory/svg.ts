import { PNG } from 'pngjs';
import type { Picture } from '../images/picture';
import { colors, type Item, type Scene } from './scene';

/** Draws a scene as an SVG. Its text is drawn in a font of the viewer. */
export function toSvg({ width, height, items }: Scene): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace">`,
    `<rect width="${width}" height="${height}" fill="${colors.paper}"/>`,
    ...items.map(element),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function element(item: Item): string {
  const at = `x="${short(item.x)}"`;
  switch (item.kind) {
    case 'rectangle':
      return `<rect ${at} y="${short(item.y)}" ${sizeOf(item)} fill="${item.fill}"/>`;
    case 'image':
      return `<image ${at} y="${short(item.y)}" ${sizeOf(item)} preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,${packed(item.picture)}"/>`;
    case 'text':
      // As in our font, letters of common monospace fonts are 0.6 of the font size wide, and capitals 0.7 high.
      return `<text ${at} y="${short(item.y + 7 * item.size)}" font-size="${10 * item.size}" text-anchor="${item.anchor}" fill="${item.fill}">${escaped(item.text)}</text>`;
  }
}

const sizeOf = ({ width, height }: { width: number; height: number }): string =>
  `width="${short(width)}" height="${short(height)}"`;

const short = (value: number): string => String(Math.round(value * 100) / 100);

function packed({ width, height, channels, pixels }: Picture): string {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) png.data[4 * i + c] = pixels[i * channels + (channels === 3 ? c : 0)] as number;
    png.data[4 * i + 3] = 255;
  }
  return PNG.sync.write(png, { colorType: 2 }).toString('base64');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[^\P{C}]/gu, '?');
