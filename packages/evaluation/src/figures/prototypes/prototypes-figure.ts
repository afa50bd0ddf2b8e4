import { drawFigure } from '../drawing/draw-figure';
import type { Figure } from '../figure';
import type { Picture } from '../shared/picture';
import { type Range, rangeOf } from '../shared/ranges';
import { type EmbeddingRows, lessMean, meanDistance, rowsOf } from './embedding-rows';
import { imageRows } from './image-rows';

/** Image-size class embeddings, before and after training. */
export interface Prototypes {
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  /** K. */
  readonly classNames: readonly string[];
  /** K H W C in row-major order. */
  readonly initial: ArrayLike<number>;
  readonly learned: ArrayLike<number>;
}

/**
 * Initial and learned class embeddings as images, ten classes per row. Both are shown on the scale of the initial ones,
 * from their minimum in black to their maximum in white, so that the effect of training is visible. What the learned
 * ones have in common may hide what distinguishes them, so a third row shows them minus their mean.
 *
 * @paper fig:2
 */
export function prototypesFigure({ image, classNames, ...both }: Prototypes, id = 'figure-2'): Promise<Figure> {
  const text = { id, title: 'Initial and learned class embeddings (Figure 2)' };
  const count = classNames.length;
  const expected = count * image.height * image.width * image.channels;
  const whole = expected > 0 && both.initial.length === expected && both.learned.length === expected;
  const range = rangeOf(Array.from(both.initial));
  if (!whole || range === undefined) {
    const caption = 'Image-size class embeddings before and after training.';
    return drawFigure({ ...text, caption, description: '' }, { classNames, image }, undefined);
  }
  const [initial, learned] = [rowsOf(both.initial, count), rowsOf(both.learned, count)];
  const apart = lessMean(learned);
  const [low, high] = rangeOf(apart.flat()) ?? [0, 0];
  const most = Math.max(-low, high);
  const clipped = shareOutside(learned.flat(), range);
  const distance = { initial: meanDistance(initial), learned: meanDistance(learned) };
  const caption = [
    `Image-size class embeddings before and after training, on one scale from ${short(range[0])} (black) to ${short(range[1])} (white), the range of the initial ones;`,
    `${(100 * clipped).toFixed(1)} % of the learned values are outside it.`,
    `Third row: what distinguishes the learned ones, each minus the mean of all, from ${short(-most)} (black) to ${short(most)} (white).`,
  ].join(' ');
  const description = `${count} classes: ${classNames.join(', ')}. Mean distance between two classes: ${short(distance.initial)} before training, ${short(distance.learned)} after.`;
  const picture = (rows: EmbeddingRows, scale: Range): Picture[] =>
    rows.map((row) => ({ ...image, pixels: pixelsOf(row, scale) }));
  const chart = imageRows(classNames, [
    { name: 'initial', pictures: picture(initial, range) },
    { name: 'learned', pictures: picture(learned, range) },
    { name: '− mean', pictures: picture(apart, [-most, most]) },
  ]);
  return drawFigure({ ...text, caption, description }, { classNames, image, range, most, clipped, distance }, chart);
}

/** Maps values on a scale to bytes; values beyond its ends become black or white. */
function pixelsOf(values: readonly number[], [low, high]: Range): Uint8Array {
  return Uint8Array.from(values, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low || 1)))),
  );
}

function shareOutside(values: readonly number[], [low, high]: Range): number {
  return values.filter((value) => !(value >= low && value <= high)).length / values.length;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
