import type { Dataset, Normalization } from '@noprop/core';

/** Option of datasets with known statistics. */
export const normalizationOption = {
  type: 'string',
  enum: ['none', 'per-channel'],
  default: 'none',
  description:
    'Normalization of pixels after scaling to [0, 1]: none, or per-channel, (x - mean) / deviation with the mean and ' +
    'standard deviation of each channel over the train split.',
} as const;

/** The dataset, with `statistics` as its normalization if `choice` is `per-channel`. */
export function withNormalization(
  dataset: Dataset,
  choice: (typeof normalizationOption.enum)[number],
  statistics: Normalization,
): Dataset {
  return choice === 'none' ? dataset : { ...dataset, normalization: statistics };
}
