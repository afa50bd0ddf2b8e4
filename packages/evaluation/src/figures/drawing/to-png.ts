import { Resvg } from '@resvg/resvg-js';
import type { PngOptions } from '../figure';
import { grounds } from './colours';
import { FONT_NAME, fontFiles } from './font';

/** Draws an SVG of {@link finishSvg} on paper, with our own letters only: the same pixels on every machine. */
export function toPng(svg: string, { theme = 'light', width }: PngOptions = {}): Uint8Array {
  const { paper, ink } = grounds[theme];
  // Resvg knows the square pixels of browsers by another name.
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
