import type { Dataset, Normalization } from '@noprop/core';

/** Option of the datasets whose statistics are known. */
export const normalizationOption = {
  type: 'string',
  enum: ['none', 'per-channel'],
  default: 'none',
  description:
    'What a step does to the pixels after scaling them to [0, 1]: nothing, or (x - mean) / deviation with the mean and ' +
    'the standard deviation of each channel over the train split.',
} as const;

/** A dataset whose steps normalise the pixels where the option asks for it. */
export function withNormalization(
  dataset: Dataset,
  choice: (typeof normalizationOption.enum)[number],
  statistics: Normalization,
): Dataset {
  return choice === 'none' ? dataset : { ...dataset, normalization: statistics };
}
