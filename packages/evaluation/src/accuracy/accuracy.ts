import { defineEvaluation, type EvaluationContext, type FromSchema, type Predicted, type Split } from '@noprop/core';
import { schema } from './accuracy.schema';

type Options = FromSchema<typeof schema>;

/** Share of images whose class is predicted right, by the method's own predictor; also after each block and of each block alone. */
export const accuracy = defineEvaluation<Options>({
  name: 'noprop/accuracy',
  summary: 'Accuracy over inference runs, after every block of the chain and of every block alone.',
  needs: [],
  schema,
  build: ({ split, runs }) => ({
    evaluate: async (context) => {
      const tallies: Tally[] = [];
      for (let run = 0; run < runs; run++) tallies.push(await tallyRun(context, split, run));
      const perRun = tallies.map(({ right, count }) => right / count);
      return {
        split,
        values: {
          accuracy: mean(perRun),
          runs: perRun,
          images: tallies[0]?.count ?? 0,
          chain: meanOver(tallies, ({ chain, count }) => chain.map((right) => right / count)),
          alone: meanOver(tallies, ({ alone, count }) => alone.map((right) => right / count)),
        },
      };
    },
  }),
});

/** Right answers of one inference run. */
interface Tally {
  count: number;
  right: number;
  chain: number[];
  alone: number[];
}

async function tallyRun(context: EvaluationContext, split: Split, run: number): Promise<Tally> {
  const tally: Tally = { count: 0, right: 0, chain: [], alone: [] };
  for await (const batch of context.predict(split, run)) {
    tally.count += batch.labels.length;
    tally.right += rightIn(batch, batch.classes);
    addTo(tally.chain, batch, batch.chain);
    addTo(tally.alone, batch, batch.alone);
  }
  return tally;
}

function addTo(sums: number[], batch: Predicted, perBlock: readonly Int32Array[]): void {
  perBlock.forEach((classes, i) => {
    sums[i] = (sums[i] ?? 0) + rightIn(batch, classes);
  });
}

function rightIn({ labels }: Predicted, classes: Int32Array): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === classes[i]) right++;
  return right;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function meanOver(tallies: readonly Tally[], pick: (tally: Tally) => readonly number[]): number[] {
  const rows = tallies.map(pick);
  return (rows[0] ?? []).map((_, i) => mean(rows.map((row) => row[i] as number)));
}
