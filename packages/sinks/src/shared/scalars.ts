import type { SinkRecord } from '@noprop/core';

/** A metric and its name in charts. */
export interface Scalar {
  /** E.g. `train/loss`, `block/3/crossEntropy`, `test/accuracy`, `test/chain/10`. */
  readonly name: string;
  /** May be NaN or infinite. */
  readonly value: number;
}

/**
 * The metrics of a record. Those of a training step are under `train/`. If an epoch has several passes, they are also
 * under the pass name, because one curve of blocks trained in turn would zigzag. List elements are numbered from 1.
 */
export function scalarsOf(record: SinkRecord): readonly Scalar[] {
  switch (record.record) {
    case 'step': {
      const { loss, terms, metrics, imagesPerSecond, passes, passName } = record;
      const all = Object.entries({ loss, ...terms, ...metrics }).map(([name, value]) => ({ name, value }));
      return [
        ...under('train', all),
        ...(passes > 1 ? under(passName, all) : []),
        { name: 'train/imagesPerSecond', value: imagesPerSecond },
      ];
    }
    case 'epoch':
      return [{ name: 'train/epochSeconds', value: record.seconds }];
    case 'progress':
      return under(`progress/${record.split}`, flatten(record.values));
    case 'evaluated': {
      const { split, values, secondsPerImage } = record;
      const time = secondsPerImage === undefined ? [] : [{ name: 'secondsPerImage', value: secondsPerImage }];
      return under(split, [...flatten(values), ...time]);
    }
    case 'finished':
      return [{ name: 'run/seconds', value: record.seconds }];
  }
}

const under = (folder: string, scalars: readonly Scalar[]): readonly Scalar[] =>
  scalars.map(({ name, value }) => ({ name: `${folder}/${name}`, value }));

/** Keeps numbers and lists of numbers; strings and tables, such as a confusion matrix, cannot be plotted as curves. */
function flatten(values: Readonly<Record<string, unknown>>): readonly Scalar[] {
  return Object.entries(values).flatMap(([name, value]): readonly Scalar[] => {
    if (typeof value === 'number') return [{ name, value }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((each: unknown, i) =>
      typeof each === 'number' ? [{ name: `${name}/${i + 1}`, value: each }] : [],
    );
  });
}
