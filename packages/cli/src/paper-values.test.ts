import { compare, paperCell, type RunRecord } from '@noprop/evaluation';
import type { Plan } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { full, planOf } from './shipped/pipelines';

const test = suite('paper values of the pipelines');

interface Shipped {
  readonly file: string;
  readonly plan: Plan;
}

const shipped: Promise<readonly Shipped[]> = Promise.all(
  full.map(async (file) => ({ file, plan: await planOf(file) })),
);

test('every pipeline expects exactly the paper values of its cell', async () => {
  let cells = 0;
  for (const { file, plan } of await shipped) {
    const cell = paperCell(plan.data.name);
    const of = (paper: number | undefined, spread: number | undefined): object =>
      paper === undefined ? {} : { paper, ...(spread === undefined ? {} : { spread }) };
    const [accuracy, trainAccuracy] = [of(cell?.test, cell?.testSpread), of(cell?.train, cell?.trainSpread)];
    const expected = Object.entries({ accuracy, trainAccuracy }).filter(([, value]) => 'paper' in value);
    const actual = Object.entries(plan.data.expected).map(([name, value]) => {
      const { tolerance: _tolerance, ...printed } = value as { readonly tolerance?: number };
      return [name, printed];
    });
    assert.equal(actual, expected, file);
    if (cell !== undefined) cells++;
  }
  // 39 measured and 5 quoted cells of Table 1, 18 bars of Figure 7, 9 of Figure 11.
  assert.ok(cells >= 71, `${cells} pipelines have paper values`);
});

test("every pipeline has the budget and settings of the paper's cell, except the number of seeds", async () => {
  let compared = 0;
  for (const { file, plan } of await shipped) {
    const cell = paperCell(plan.data.name);
    if (cell?.settings === undefined) continue;
    const [row] = compare(runOf(plan, cell.dataset)).rows;
    assert.equal(row?.budget, ['1 seed instead of 3'], file);
    compared++;
  }
  assert.ok(compared >= 66, `${compared} pipelines`);
});

/** A record as if the plan had been run on the paper's dataset and device; tests use stand-in images. */
function runOf({ id, data }: Plan, dataset: string): RunRecord {
  const { runs } = (data.evaluation[0]?.with ?? {}) as { readonly runs?: number };
  const { slots } = data;
  return {
    planId: id,
    plan: {
      ...(data as unknown as RunRecord['plan']),
      slots: { ...slots, dataset: { uses: `noprop/${dataset}`, with: {} } },
    },
    status: 'completed',
    steps: 0,
    evaluation: {
      test: { accuracy: 0.5, runs: Array.from({ length: runs ?? 1 }, () => 0.5), images: 10_000, chain: [], alone: [] },
    },
    terms: {},
    progress: [],
    warnings: [],
    environment: {
      ...{ node: '', platform: '', arch: '', cpu: '', cores: 1, noprop: '', commit: null },
      engine: { device: 'gpu' },
    },
    measured: { trainingSeconds: 0, epochSeconds: [], secondsPerImage: {} },
  };
}

test.run();
