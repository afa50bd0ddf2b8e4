import { drawFigure } from '../drawing/draw-figure';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { type Picture, pictureUrl } from '../shared/picture';
import { type Range, rangeOf } from '../shared/ranges';

/** Class embeddings of image size, before and after training. */
export interface Prototypes {
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  /** K. */
  readonly classNames: readonly string[];
  /** K H W C in row-major order. */
  readonly initial: ArrayLike<number>;
  readonly learned: ArrayLike<number>;
}

/**
 * Initial and learned class embeddings as images, ten classes a row. Both are shown on the scale of the initial ones,
 * from their least number in black to their greatest in white, so that what training has changed is seen as it is.
 *
 * @paper fig:2
 */
export function prototypesFigure(prototypes: Prototypes, id = 'figure-2'): Promise<Figure> {
  const { image, classNames, initial, learned } = prototypes;
  const range = rangeOf(Array.from(initial));
  const size = image.height * image.width * image.channels;
  const whole = size > 0 && initial.length === classNames.length * size && learned.length === initial.length;
  const clipped = range === undefined ? 0 : shareOutside(learned, range);
  const text = {
    id,
    title: 'Initial and learned class embeddings (Figure 2)',
    caption: `Class embeddings of image size before and after training, on one scale from ${short(range?.[0])} (black) to ${short(range?.[1])} (white), the range of the initial ones. ${(100 * clipped).toFixed(1)} % of the learned numbers lie outside of it and are clipped.`,
    description: `${classNames.length} classes: ${classNames.join(', ')}. Root mean square change of a number: ${short(change(initial, learned))}.`,
  };
  const data = {
    classNames,
    image,
    range: range ?? null,
    clipped,
    initial: Array.from(initial),
    learned: Array.from(learned),
  };
  return drawFigure(text, data, whole && range !== undefined ? chart(prototypes, range) : undefined);
}

const COLUMNS = 10;
const GAP = 4;
const LINE = 18;
const ROWS = ['initial', 'learned'] as const;

/** Everything at its pixel: pictures have no axes. */
function chart({ classNames, image, initial, learned }: Prototypes, range: Range): Chart {
  const left = Math.ceil(Math.max(...ROWS.map((row) => textWidth(row, { size: textSizes.label })))) + 8;
  const columns = Math.min(COLUMNS, classNames.length);
  const cell = Math.floor((FIGURE_WIDTH - 8 - left) / Math.max(columns, 6));
  const band = LINE + ROWS.length * cell + 14;
  const bands = Math.ceil(classNames.length / COLUMNS);
  const place = (k: number): { x: number; y: number } => ({
    x: left + (k % COLUMNS) * cell,
    y: Math.floor(k / COLUMNS) * band,
  });
  const pictures = [initial, learned].flatMap((values, row) =>
    classNames.map((_, k) => ({
      x: place(k).x + (cell - GAP) / 2,
      y: place(k).y + LINE + row * cell + (cell - GAP) / 2,
      url: pictureUrl(pictureOf(values, k, image, range)),
    })),
  );
  const size = [11, 10, 9].find((each) => classNames.every((name) => textWidth(name, { size: each }) <= cell - 2)) ?? 9;
  const names = classNames.map((name, k) => ({
    x: place(k).x + (cell - GAP) / 2,
    y: place(k).y + 8,
    text: cut(name, size, cell - 2),
  }));
  const rows = Array.from({ length: bands }, (_, i) =>
    ROWS.map((text, row) => ({ x: 0, y: i * band + LINE + row * cell + (cell - GAP) / 2, text })),
  ).flat();
  const at = {
    x: { field: 'x', type: 'quantitative', scale: null, axis: null },
    y: { field: 'y', type: 'quantitative', scale: null, axis: null },
  };
  const text = { text: { field: 'text', type: 'nominal' } };
  return {
    width: left + columns * cell - GAP,
    height: bands * band - 14,
    encoding: at,
    layer: [
      {
        data: { values: pictures },
        mark: { type: 'image', width: cell - GAP, height: cell - GAP, smooth: false },
        encoding: { url: { field: 'url', type: 'nominal' } },
      },
      { data: { values: names }, mark: { type: 'text', fontSize: size }, encoding: text },
      { data: { values: rows }, mark: { type: 'text', align: 'left' }, encoding: text },
    ],
  };
}

function pictureOf(
  values: ArrayLike<number>,
  k: number,
  { height, width, channels }: Prototypes['image'],
  [low, high]: Range,
): Picture {
  const size = height * width * channels;
  const pixels = Uint8Array.from({ length: size }, (_, i) => {
    const share = ((values[k * size + i] as number) - low) / (high - low || 1);
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  });
  return { height, width, channels, pixels };
}

function shareOutside(values: ArrayLike<number>, [low, high]: Range): number {
  if (values.length === 0) return 0;
  return Array.from(values).filter((value) => !(value >= low && value <= high)).length / values.length;
}

function change(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const squares = Array.from(before, (value, i) => ((after[i] ?? Number.NaN) - value) ** 2);
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
}

function cut(text: string, size: number, room: number): string {
  if (textWidth(text, { size }) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, { size }) > room) length--;
  return `${text.slice(0, length)}…`;
}

const short = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? 'none' : String(Number(value.toPrecision(3)));
