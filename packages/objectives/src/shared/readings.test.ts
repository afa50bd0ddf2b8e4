import { readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partsOf, predictionOf } from './readings';

const test = suite('readings of a chain');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const asked = [
  { diagnostics: true },
  { diagnostics: false, trajectory: true },
  { diagnostics: true, trajectory: true },
] as const;

test('a chain is cut into at most ten equal parts, as many as divide it', () => {
  const steps = [1, 2, 7, 10, 11, 12, 15, 20, 997, 1000, 1001, 1024];
  const wanted = [1, 2, 7, 10, 1, 6, 5, 10, 1, 10, 7, 8];
  for (const each of asked) {
    assert.equal(
      steps.map((count) => partsOf(count, each)),
      wanted,
    );
  }
});

test('into one part where nobody looks inside', () => {
  for (const steps of [1, 7, 20, 1000, 1001]) {
    assert.is(partsOf(steps, { diagnostics: false }), 1);
    assert.is(partsOf(steps, { diagnostics: false, trajectory: false }), 1);
  }
});

/** Three states (1), (2) and (3), read as -z; counts how often they are. */
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

test('plain: the class is read from the last state, and from no other', () => {
  const found = predicted({ diagnostics: false });
  assert.equal(found, { scores: -3, chain: undefined, alone: undefined, trajectory: undefined, reads: 1 });
});

test('diagnostics: the chain after each part', () => {
  const found = predicted({ diagnostics: true });
  assert.equal(found, { scores: -3, chain, alone: undefined, trajectory: undefined, reads: 2 });
});

test('trajectory: states and scores at equal distances from t = 0 to t = 1', () => {
  const found = predicted({ diagnostics: false, trajectory: true });
  assert.equal(found, { scores: -3, chain: undefined, alone: undefined, trajectory, reads: 3 });
});

test('both: each state is read once', () => {
  const found = predicted({ diagnostics: true, trajectory: true });
  assert.equal(found, { scores: -3, chain, alone: undefined, trajectory, reads: 3 });
});

test.run();
