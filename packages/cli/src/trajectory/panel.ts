import type { ImageShape } from '@noprop/core';
import type { TrajectoryPoint } from '@noprop/runner';
import type { Picture } from '../images/picture';
import { ranking } from '../predict/render';
import { colors, fitText, type Item } from './scene';

/** Width and height of a panel. */
export const PANEL = 96;
/** Height of a panel with the two lines of text below it. */
export const PANEL_WITH_TEXT = PANEL + 46;

const STRIP = 12;
const LABELS = 10;

export interface PanelContext {
  readonly image: ImageShape;
  readonly classNames: readonly string[];
  /** True class of the image, if known. */
  readonly label?: number;
}

/** One state: z as an image if it has that size, else a strip above bars of the classes; below, time and best class. */
export function panelItems(point: TrajectoryPoint, context: PanelContext, x: number, y: number): readonly Item[] {
  const isImage = hasImageSize(point.z, context.image);
  const best = ranking(point.probabilities)[0] as number;
  const share = Math.round(100 * (point.probabilities[best] as number));
  const name = fitText(`${context.classNames[best]} ${share}%`, PANEL);
  return [
    ...(isImage ? imageItems(grayOf(point.z, context.image), x, y) : barItems(point, best, context, x, y)),
    {
      kind: 'text',
      x: x + PANEL / 2,
      y: y + PANEL + 9,
      text: `t=${timeOf(point.t)}`,
      size: 2,
      anchor: 'middle',
      fill: colors.faint,
    },
    { kind: 'text', x: x + PANEL / 2, y: y + PANEL + 29, ...name, anchor: 'middle', fill: colors.orange },
  ];
}

/** Whether z can be drawn as an image, as with a prototype embedding. */
export const hasImageSize = (z: ArrayLike<number>, { height, width, channels }: ImageShape): boolean =>
  z.length === height * width * channels;

/** A picture in a panel: a small one is enlarged by a whole number, a large one shrunk to fit. */
export function imageItems(picture: Picture, x: number, y: number): readonly Item[] {
  const most = PANEL / Math.max(picture.width, picture.height);
  const scale = most >= 1 ? Math.floor(most) : most;
  const [width, height] = [picture.width * scale, picture.height * scale];
  return [
    {
      kind: 'image',
      x: x + Math.floor((PANEL - width) / 2),
      y: y + Math.floor((PANEL - height) / 2),
      width,
      height,
      picture,
    },
  ];
}

function barItems(
  { z, probabilities }: TrajectoryPoint,
  best: number,
  { classNames, label }: PanelContext,
  x: number,
  y: number,
): readonly Item[] {
  const [top, bottom] = [y + STRIP + 4, y + PANEL - LABELS];
  const step = PANEL / probabilities.length;
  const gap = step >= 4 ? 1 : 0;
  const items: Item[] = [
    { kind: 'image', x, y, width: PANEL, height: STRIP, picture: stripOf(z) },
    { kind: 'rectangle', x, y: top, width: PANEL, height: bottom - top, fill: '#f4f4f4' },
  ];
  probabilities.forEach((probability, k) => {
    const height = (bottom - top) * probability;
    const left = x + k * step;
    const fill = k === best ? colors.orange : colors.blue;
    items.push({ kind: 'rectangle', x: left + gap, y: bottom - height, width: step - 2 * gap, height, fill });
    const letter = classNames.length <= 16 ? (classNames[k]?.length === 1 ? classNames[k] : String(k)) : '';
    if (letter.length === 1) {
      items.push({
        kind: 'text',
        x: left + step / 2,
        y: bottom + 3,
        text: letter,
        size: 1,
        anchor: 'middle',
        fill: colors.faint,
      });
    }
    if (k === label)
      items.push({ kind: 'rectangle', x: left, y: bottom + 11, width: step, height: 2, fill: colors.green });
  });
  items.push({ kind: 'rectangle', x, y: bottom, width: PANEL, height: 1, fill: colors.faint });
  return items;
}

/** z as an image, its smallest value in black and its largest in white. */
function grayOf(z: Float32Array, { height, width, channels }: ImageShape): Picture {
  const [low, high] = z.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)] as const, [
    z[0] as number,
    z[0] as number,
  ] as const);
  const pixels = Uint8Array.from(z, (value) => Math.round((255 * (value - low)) / (high - low || 1)));
  return { height, width, channels, pixels };
}

/** z as a strip: negative values blue, positive ones orange, zero white; the largest magnitude has the full color. */
function stripOf(z: Float32Array): Picture {
  const largest = z.reduce((a, value) => Math.max(a, Math.abs(value)), 0) || 1;
  const pixels = Uint8Array.from({ length: 3 * z.length }, (_, i) => {
    const value = (z[Math.floor(i / 3)] as number) / largest;
    const full = Number.parseInt((value < 0 ? colors.blue : colors.orange).slice(1 + 2 * (i % 3), 3 + 2 * (i % 3)), 16);
    return Math.round(255 + Math.abs(value) * (full - 255));
  });
  return { height: 1, width: z.length, channels: 3, pixels };
}

const timeOf = (t: number): string => String(Math.round(t * 1000) / 1000);
