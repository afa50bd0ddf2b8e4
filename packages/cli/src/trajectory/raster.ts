import { PNG } from 'pngjs';
import type { Picture } from '../images/picture';
import { dotAt, LETTER } from './font';
import { type Item, type Scene, textLeft } from './scene';

/** Draws a scene as a PNG. */
export function rasterize(scene: Scene): Buffer {
  const png = new PNG({ width: scene.width, height: scene.height, colorType: 2 });
  png.data.fill(255);
  for (const item of scene.items) draw(png, item);
  return PNG.sync.write(png, { colorType: 2 });
}

function draw(png: PNG, item: Item): void {
  if (item.kind === 'text') write(png, item);
  else if (item.kind === 'image') fill(png, item, (across, down) => pixelOf(item.picture, across, down));
  else fill(png, item, () => rgbOf(item.fill));
}

type Rgb = readonly [number, number, number];

/** Fills every pixel whose center is in the area; `color` gets its position in the area, from 0 to 1. */
function fill(
  png: PNG,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  color: (across: number, down: number) => Rgb,
): void {
  for (let row = Math.max(0, Math.round(y)); row < Math.min(png.height, Math.round(y + height)); row++) {
    for (let column = Math.max(0, Math.round(x)); column < Math.min(png.width, Math.round(x + width)); column++) {
      const rgb = color(clamp((column + 0.5 - x) / width), clamp((row + 0.5 - y) / height));
      png.data.set(rgb, 4 * (row * png.width + column));
    }
  }
}

function pixelOf({ width, height, channels, pixels }: Picture, across: number, down: number): Rgb {
  const at = (Math.floor(down * height) * width + Math.floor(across * width)) * channels;
  const channel = (c: number): number => pixels[at + (channels === 3 ? c : 0)] as number;
  return [channel(0), channel(1), channel(2)];
}

function write(png: PNG, item: Extract<Item, { kind: 'text' }>): void {
  const { y, text, size } = item;
  const rgb = rgbOf(item.fill);
  const left = Math.round(textLeft(item));
  [...text].forEach((letter, i) => {
    for (let row = 0; row < LETTER.height; row++) {
      for (let column = 0; column < LETTER.width; column++) {
        if (!dotAt(letter, column, row)) continue;
        const x = left + (i * LETTER.advance + column) * size;
        fill(png, { x, y: Math.round(y) + row * size, width: size, height: size }, () => rgb);
      }
    }
  });
}

const rgbOf = (color: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as never;

/** Keeps a position below 1, so that the end of an area maps to the last pixel of a picture. */
const clamp = (position: number): number => Math.min(Math.max(position, 0), 1 - 1e-9);
