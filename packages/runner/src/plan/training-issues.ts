import type { Dataset, Issue } from '@noprop/core';
import type { TrainingDocument } from '../document/pipeline.schema';

/** Issues of the training options for this dataset that their schema cannot detect. */
export function trainingIssues(
  { batchSize, dropLast, limit }: TrainingDocument,
  dataset: Pick<Dataset, 'count'>,
): Issue[] {
  const examples = Math.min(dataset.count('train'), limit ?? Number.POSITIVE_INFINITY);
  if (!dropLast || batchSize <= examples) return [];
  const message = `Expected at most ${examples} images per mini-batch with dropLast, got ${batchSize}.`;
  return [{ code: 'no_steps', path: 'training.batchSize', message, hint: 'Lower batchSize, or set dropLast: false.' }];
}
