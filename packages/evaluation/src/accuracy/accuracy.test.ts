import { buildComponent, type EvaluationContext, type Predicted, type Split } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { accuracy } from './accuracy';

const test = suite('noprop/accuracy');

const classes = (...values: number[]): Int32Array => Int32Array.from(values);
const batch = (labels: readonly number[], found: Partial<Predicted>): Predicted => ({
  labels: Uint8Array.from(labels),
  classes: classes(),
  chain: [],
  alone: [],
  ...found,
});

/** A context that yields the given batches for each run and records what was requested. */
function contextOf(
  runs: readonly (readonly Predicted[])[],
): EvaluationContext & { readonly asked: (readonly [Split, number])[] } {
  const asked: (readonly [Split, number])[] = [];
  return {
    classes: 4,
    asked,
    predict: async function* (split, run) {
      asked.push([split, run]);
      yield* runs[run] ?? [];
    },
  };
}

const evaluate = (context: EvaluationContext, options: object = {}) =>
  buildComponent(accuracy, { ...options }).evaluate(context);

test('averages over images, not batches: 1 of 1 and 1 of 3 correct make 0.5', async () => {
  const context = contextOf([[batch([3], { classes: classes(3) }), batch([0, 1, 2], { classes: classes(0, 2, 1) })]]);
  assert.equal(await evaluate(context), {
    split: 'test',
    values: {
      accuracy: 0.5,
      runs: [0.5],
      images: 4,
      chain: [],
      alone: [],
      confusion: [
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
        [0, 0, 0, 1],
      ],
    },
  });
  assert.equal(context.asked, [['test', 0]]);
});

test('reports accuracy after each block of the chain and of each block alone', async () => {
  const first = batch([1, 2], {
    classes: classes(1, 2),
    chain: [classes(0, 0), classes(1, 0), classes(1, 2)],
    alone: [classes(1, 2), classes(3, 2), classes(3, 3)],
  });
  const second = batch([0, 0], {
    classes: classes(0, 1),
    chain: [classes(3, 3), classes(0, 1), classes(0, 1)],
    alone: [classes(0, 0), classes(1, 0), classes(1, 0)],
  });
  const { confusion: _, ...values } = (await evaluate(contextOf([[first, second]]))).values;
  assert.equal(values, { accuracy: 0.75, runs: [0.75], images: 4, chain: [0, 0.5, 0.75], alone: [1, 0.5, 0.25] });
});

test('averages over inference runs, numbered from 0', async () => {
  const run = (...found: number[]) => [
    batch([0, 1, 2, 3], { classes: classes(...found), chain: [classes(...found)], alone: [classes(0, 0, 0, 0)] }),
  ];
  const context = contextOf([run(0, 1, 2, 3), run(0, 0, 0, 0), run(0, 1, 0, 0)]);
  assert.equal(await evaluate(context, { split: 'train', runs: 3 }), {
    split: 'train',
    values: {
      accuracy: 7 / 12,
      runs: [1, 0.25, 0.5],
      images: 4,
      chain: [7 / 12],
      alone: [0.25],
      // Rows are true classes; each has one image in each of the three runs.
      confusion: [
        [3, 0, 0, 0],
        [1, 2, 0, 0],
        [2, 0, 1, 0],
        [2, 0, 0, 1],
      ],
    },
  });
  assert.equal(context.asked, [
    ['train', 0],
    ['train', 1],
    ['train', 2],
  ]);
});

test('counts only the first images up to the limit, even mid-batch, and predicts no further batch', async () => {
  const row = (found: number[]) => ({ classes: classes(...found), chain: [classes(...found)], alone: [] });
  const batches = [batch([0, 1], row([0, 1])), batch([2, 3, 0], row([2, 0, 0])), batch([1], row([1]))];
  let given = 0;
  const context: EvaluationContext = {
    classes: 4,
    predict: async function* () {
      for (const each of batches) {
        given++;
        yield each;
      }
    },
  };
  const { confusion, ...values } = (await evaluate(context, { limit: 4 })).values;
  assert.equal(values, { accuracy: 0.75, runs: [0.75], images: 4, chain: [0.75], alone: [] });
  assert.equal(confusion, [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [1, 0, 0, 0],
  ]);
  assert.is(given, 2);
  assert.is((await evaluate(context, { limit: 2 })).values.accuracy, 1);
  assert.is(given, 3);
  assert.is((await evaluate(context, { limit: 100 })).values.images, 6);
});

test('refuses options out of range', () => {
  assert.is(
    messageOf(() => buildComponent(accuracy, { runs: 0 })),
    'runs  Expected a number >= 1, got 0.  [out_of_range]',
  );
  assert.is(
    messageOf(() => buildComponent(accuracy, { limit: 0 })),
    'limit  Expected a number >= 1, got 0.  [out_of_range]',
  );
  assert.is(
    messageOf(() => buildComponent(accuracy, { split: 'tset' })),
    'split  Expected one of train, test, got "tset". Did you mean "test"?  [not_a_choice]',
  );
});

test.run();
