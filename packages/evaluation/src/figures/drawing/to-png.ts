import { Resvg } from '@resvg/resvg-js';
import type { PngOptions } from '../figure';
import { grounds } from './colors';
import { FONT_NAME, fontFiles } from './font';

/** Renders an SVG of {@link finishSvg} on a background, with our own fonts only: the same pixels on every machine. */
export function toPng(svg: string, { theme = 'light', width }: PngOptions = {}): Uint8Array {
  const { paper, ink } = grounds[theme];
  // Resvg has another name for the square pixels of browsers.
  const source = svg.replaceAll(' image-rendering="pixelated"', ' image-rendering="optimizeSpeed"');
  const drawing = new Resvg(source.replace('<svg ', `<svg color="${ink}" `), {
    background: paper,
    fitTo: width === undefined ? { mode: 'zoom', value: 2 } : { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(fontFiles),
      defaultFontFamily: FONT_NAME,
      sansSerifFamily: FONT_NAME,
    },
  });
  return new Uint8Array(drawing.render().asPng());
}
