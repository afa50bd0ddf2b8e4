import type { Dataset, Issue } from '@noprop/core';
import type { TrainingDocument } from '../document/pipeline.schema';

/** What is wrong with a training plan for this dataset, beyond what its schema can say. */
export function trainingIssues(
  { batchSize, dropLast, limit }: TrainingDocument,
  dataset: Pick<Dataset, 'count'>,
): Issue[] {
  const examples = Math.min(dataset.count('train'), limit ?? Number.POSITIVE_INFINITY);
  if (!dropLast || batchSize <= examples) return [];
  const message = `Wanted at most ${examples} images a mini-batch, found ${batchSize}: with dropLast nothing is left to train on.`;
  return [{ code: 'no_steps', path: 'training.batchSize', message, hint: 'Lower batchSize, or set dropLast: false.' }];
}
