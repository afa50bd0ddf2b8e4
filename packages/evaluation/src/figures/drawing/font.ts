import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AdvanceWidths, advanceWidths } from './advance-widths';

/** Font family of an SVG. Verdana has the widths of DejaVu Sans, and most other fonts are narrower. */
export const FONT_FAMILY = 'DejaVu Sans, Verdana, sans-serif';

/** Font family of {@link fontFiles}. */
export const FONT_NAME = 'DejaVu Sans';

/** Font files, regular and bold. */
export const fontFiles = {
  regular: fontFile('DejaVuSans.ttf'),
  bold: fontFile('DejaVuSans-Bold.ttf'),
} as const;

export interface TextStyle {
  /** Font size in pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Width of a text in pixels, as drawn in a PNG. */
export function textWidth(text: string, { size, bold = false }: TextStyle): number {
  return size * widthsOf(bold ? 'bold' : 'regular').widthOf(text);
}

const known = new Map<keyof typeof fontFiles, AdvanceWidths>();

function widthsOf(weight: keyof typeof fontFiles): AdvanceWidths {
  let widths = known.get(weight);
  if (widths === undefined) {
    widths = advanceWidths(readFileSync(fontFiles[weight]));
    known.set(weight, widths);
  }
  return widths;
}

function fontFile(name: string): string {
  return join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', name);
}
