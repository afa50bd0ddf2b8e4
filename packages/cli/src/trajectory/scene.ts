import type { Picture } from '../images/picture';
import { LETTER } from './font';

/** `#rrggbb` */
export type Color = string;

/** An item of a picture, in pixels from the upper left corner; later items cover earlier ones. */
export type Item =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Color;
    }
  /** Stretched to its size without smoothing. */
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly picture: Picture;
    }
  /** `y` is the top of the capitals, which are 7 `size` high; each letter is 6 `size` wide. */
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly fill: Color;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
}

/** Colors that people with any kind of color vision can tell apart (Okabe and Ito), on white. */
export const colors = {
  paper: '#ffffff',
  ink: '#222222',
  faint: '#666666',
  line: '#cccccc',
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#009e73',
} as const;

/** Width of text, without the gap after its last letter. */
export const textWidth = (text: string, size: number): number => Math.max(0, text.length * LETTER.advance - 1) * size;

/** Left edge of anchored text. */
export function textLeft({ x, text, size, anchor }: Extract<Item, { kind: 'text' }>): number {
  const width = textWidth(text, size);
  return anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
}

/** The larger of two sizes at which text fits; text that is too long even for the smaller one loses its middle. */
export function fitText(text: string, room: number): { readonly text: string; readonly size: number } {
  for (const size of [2, 1]) if (textWidth(text, size) <= room) return { text, size };
  const letters = Math.max(3, Math.floor((room + 1) / LETTER.advance));
  const [head, tail] = [Math.ceil((letters - 2) / 2), Math.floor((letters - 2) / 2)];
  return { text: `${text.slice(0, head)}..${tail === 0 ? '' : text.slice(-tail)}`, size: 1 };
}
