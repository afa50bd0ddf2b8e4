import type { RandomStream } from '@noprop/core';
import { Canvas } from './canvas';
import { digits, type Glyph } from './digits';
import type { Stroke } from './path';
import { Placement } from './placement';

/** How difficult the drawings are to classify. */
export interface Difficulty {
  /** Standard deviation of the pixel noise, as a fraction of full ink. */
  readonly noise: number;
  /** Strength of rotation, shear, scaling, translation and bending; 0 draws every glyph upright and centered. */
  readonly distortion: number;
}

/** Height and width of an image in pixels. */
export const glyphSize = 28;

/** Returns a function that draws a digit as {@link glyphSize}^2 bytes into `out` at `offset`; it reuses its buffers. */
export function glyphPen({ noise, distortion }: Difficulty) {
  const canvas = new Canvas(glyphSize);
  const placement = new Placement();
  // Start and end of the current line: x, y, x, y.
  const pen = new Float64Array(4);
  return (digit: number, random: RandomStream, out: Uint8Array, offset: number): void => {
    const ways = digits[digit] as readonly Glyph[];
    const glyph = ways[random.below(ways.length)] as Glyph;
    const radius = 0.75 + 0.95 * random.uniform();
    const ink = 0.55 + 0.45 * random.uniform();
    placement.draw(random, glyphSize, distortion);
    canvas.clear();
    for (const stroke of glyph) drawStroke(canvas, placement, stroke, radius + 0.5, pen);
    drawSpecks(canvas, random, radius);
    shade(canvas, radius, 255 * ink, 255 * noise, random, out, offset);
  };
}

function drawStroke(canvas: Canvas, placement: Placement, stroke: Stroke, reach: number, pen: Float64Array): void {
  placement.map(stroke[0] as number, stroke[1] as number, pen, 0);
  for (let i = 2; i < stroke.length; i += 2) {
    placement.map(stroke[i] as number, stroke[i + 1] as number, pen, 2);
    canvas.segment(pen[0] as number, pen[1] as number, pen[2] as number, pen[3] as number, reach);
    pen.copyWithin(0, 2);
  }
}

/** Adds up to three short dashes that do not belong to the digit. */
function drawSpecks(canvas: Canvas, random: RandomStream, radius: number): void {
  for (let left = random.below(4); left > 0; left--) {
    const x = glyphSize * random.uniform();
    const y = glyphSize * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    const length = 3 * random.uniform();
    canvas.segment(x, y, x + length * Math.cos(angle), y + length * Math.sin(angle), radius + 0.5);
  }
}

/** Writes ink within the stroke's radius, fading over one pixel, plus approximately normal noise. */
function shade(
  { distances }: Canvas,
  radius: number,
  ink: number,
  noise: number,
  random: RandomStream,
  out: Uint8Array,
  offset: number,
): void {
  const inner = Math.max(0, radius - 0.5) ** 2;
  const outer = (radius + 0.5) ** 2;
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] as number;
    const cover = distance >= outer ? 0 : distance <= inner ? 1 : radius + 0.5 - Math.sqrt(distance);
    const value = ink * cover + noise * nearlyNormal(random.word());
    out[offset + i] = value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
  }
}

/** Sum of the word's four bytes, shifted and scaled to mean 0 and variance 1 (Irwin-Hall with four terms). */
function nearlyNormal(word: number): number {
  const sum = (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);
  return (sum - 510) * BYTE_SUM_SCALE;
}

/** Inverse of the standard deviation of a sum of four uniform bytes, sqrt(4 (256^2 - 1) / 12). */
const BYTE_SUM_SCALE = 1 / Math.sqrt(((256 ** 2 - 1) * 4) / 12);
