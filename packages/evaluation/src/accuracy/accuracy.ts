import { defineEvaluation, type FromSchema, type Predicted } from '@noprop/core';
import { schema } from './accuracy.schema';

type Options = FromSchema<typeof schema>;

/**
 * Fraction of images that the method's own predictor classifies correctly, also after each block and by each block
 * alone.
 */
export const accuracy = defineEvaluation<Options>({
  name: 'noprop/accuracy',
  summary: 'Accuracy over inference runs, after each block of the chain and of each block alone; confusion matrix.',
  needs: [],
  schema,
  build: ({ split, runs, limit }) => ({
    evaluate: async (context) => {
      const tallies: Tally[] = [];
      const confusion = Array.from({ length: context.classes }, () => new Array<number>(context.classes).fill(0));
      for (let run = 0; run < runs; run++) tallies.push(await tallyRun(context.predict(split, run), confusion, limit));
      const perRun = tallies.map(({ right, count }) => right / count);
      return {
        split,
        values: {
          accuracy: mean(perRun),
          runs: perRun,
          images: tallies[0]?.count ?? 0,
          chain: meanOver(tallies, ({ chain, count }) => chain.map((right) => right / count)),
          alone: meanOver(tallies, ({ alone, count }) => alone.map((right) => right / count)),
          confusion,
        },
      };
    },
  }),
});

/** Correct predictions of one inference run. */
interface Tally {
  count: number;
  right: number;
  chain: number[];
  alone: number[];
}

/** @param confusion counts of images of class row predicted as class column; this run is added in place */
async function tallyRun(
  batches: AsyncIterable<Predicted>,
  confusion: readonly number[][],
  limit = Number.POSITIVE_INFINITY,
): Promise<Tally> {
  const tally: Tally = { count: 0, right: 0, chain: [], alone: [] };
  for await (const batch of batches) {
    const labels = batch.labels.subarray(0, limit - tally.count);
    tally.count += labels.length;
    tally.right += rightIn(labels, batch.classes);
    addTo(tally.chain, labels, batch.chain);
    addTo(tally.alone, labels, batch.alone);
    confuse(confusion, labels, batch.classes);
    // Stop here, so that no batch is predicted in vain.
    if (tally.count >= limit) break;
  }
  return tally;
}

function addTo(sums: number[], labels: Uint8Array, perBlock: readonly Int32Array[]): void {
  perBlock.forEach((classes, i) => {
    sums[i] = (sums[i] ?? 0) + rightIn(labels, classes);
  });
}

function confuse(confusion: readonly number[][], labels: Uint8Array, classes: Int32Array): void {
  for (const [i, label] of labels.entries()) {
    const row = confusion[label] as number[];
    const column = classes[i] as number;
    row[column] = (row[column] as number) + 1;
  }
}

/** `classes` may be longer than `labels`, which ends at the limit. */
function rightIn(labels: Uint8Array, classes: Int32Array): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === classes[i]) right++;
  return right;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function meanOver(tallies: readonly Tally[], pick: (tally: Tally) => readonly number[]): number[] {
  const rows = tallies.map(pick);
  return (rows[0] ?? []).map((_, i) => mean(rows.map((row) => row[i] as number)));
}
