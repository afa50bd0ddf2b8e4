import { readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { predictionOf, segmentsOf } from './readings';

const test = suite('segmentsOf and predictionOf');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const asked = [
  { diagnostics: true },
  { diagnostics: false, trajectory: true },
  { diagnostics: true, trajectory: true },
] as const;

test('splits a chain into the most equal segments up to ten', () => {
  const steps = [1, 2, 7, 10, 11, 12, 15, 20, 997, 1000, 1001, 1024];
  const expected = [1, 2, 7, 10, 1, 6, 5, 10, 1, 10, 7, 8];
  for (const each of asked) {
    assert.equal(
      steps.map((count) => segmentsOf(count, each)),
      expected,
    );
  }
});

test('keeps a chain whole if no inner states are requested', () => {
  for (const steps of [1, 7, 20, 1000, 1001]) {
    assert.is(segmentsOf(steps, { diagnostics: false }), 1);
    assert.is(segmentsOf(steps, { diagnostics: false, trajectory: false }), 1);
  }
});

/** Predicts from the states (1), (2) and (3), read as -z, and counts the reads. */
function predicted(inputs: { readonly diagnostics: boolean; readonly trajectory?: boolean }) {
  let reads = 0;
  const numbers = (tensor: Tensor): number => readTensor(tensor)[0] as number;
  return tf.tidy(() => {
    const states = [1, 2, 3].map((value) => tf.tensor2d([[value]]));
    const read = (z: Tensor): Tensor => {
      reads++;
      return tf.neg(z);
    };
    const { scores, chain, alone, trajectory } = predictionOf(states, read, inputs);
    const shown = trajectory?.map(({ t, z, scores: read }) => [t, numbers(z), numbers(read)]);
    return { scores: numbers(scores), chain: chain?.map(numbers), alone, trajectory: shown, reads } as never;
  }) as unknown as { scores: number; chain?: number[]; alone?: unknown; trajectory?: number[][]; reads: number };
}

const [chain, trajectory] = [
  [-2, -3],
  [
    [0, 1, -1],
    [0.5, 2, -2],
    [1, 3, -3],
  ],
];

test('reads only the last state by default', () => {
  const found = predicted({ diagnostics: false });
  assert.equal(found, { scores: -3, chain: undefined, alone: undefined, trajectory: undefined, reads: 1 });
});

test('returns the chain after each segment with diagnostics', () => {
  const found = predicted({ diagnostics: true });
  assert.equal(found, { scores: -3, chain, alone: undefined, trajectory: undefined, reads: 2 });
});

test('returns states and scores evenly spaced from t = 0 to 1 as the trajectory', () => {
  const found = predicted({ diagnostics: false, trajectory: true });
  assert.equal(found, { scores: -3, chain: undefined, alone: undefined, trajectory, reads: 3 });
});

test('reads each state once for both', () => {
  const found = predicted({ diagnostics: true, trajectory: true });
  assert.equal(found, { scores: -3, chain, alone: undefined, trajectory, reads: 3 });
});

test.run();
