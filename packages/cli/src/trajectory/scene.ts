import type { Picture } from '../images/picture';
import { LETTER } from './font';

/** `#rrggbb` */
export type Colour = string;

/** What a picture is made of, in pixels from the upper left corner; later items lie above earlier ones. */
export type Item =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Colour;
    }
  /** Stretched to its place pixel by pixel, without smoothing. */
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly picture: Picture;
    }
  /** `y` is the top of the capitals, which are seven times `size` high; each letter takes six times `size`. */
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly fill: Colour;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
}

/** Colours that people with any kind of colour vision tell apart (Okabe and Ito), on white. */
export const colours = {
  paper: '#ffffff',
  ink: '#222222',
  faint: '#666666',
  line: '#cccccc',
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#009e73',
} as const;

/** Width of a text, without the gap after its last letter. */
export const textWidth = (text: string, size: number): number => Math.max(0, text.length * LETTER.advance - 1) * size;

/** Left edge of an anchored text. */
export function textLeft({ x, text, size, anchor }: Extract<Item, { kind: 'text' }>): number {
  const width = textWidth(text, size);
  return anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
}

/** The largest of two sizes in which a text has room; a text that has none loses its middle. */
export function fitText(text: string, room: number): { readonly text: string; readonly size: number } {
  for (const size of [2, 1]) if (textWidth(text, size) <= room) return { text, size };
  const letters = Math.max(3, Math.floor((room + 1) / LETTER.advance));
  const [head, tail] = [Math.ceil((letters - 2) / 2), Math.floor((letters - 2) / 2)];
  return { text: `${text.slice(0, head)}..${tail === 0 ? '' : text.slice(-tail)}`, size: 1 };
}
