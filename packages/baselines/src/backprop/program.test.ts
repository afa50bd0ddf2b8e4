import { buildComponent, type Embedding, type Update } from '@noprop/core';
import { hostKey, readTensor, startEngine, type Tensor, tf } from '@noprop/engine';
import {
  assertClose,
  assertGradients,
  initialToyState,
  linearBlocks,
  type Outcome,
  roleValues,
  runUpdate,
  toyLearnedEmbedding,
  toyParts,
  type Values,
  valuesOf,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { backprop } from './backprop';
import { crossEntropyInDoubles, type Given, probabilitiesInDoubles } from './fixture';

const test = suite('program of noprop/backprop');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];

interface Case {
  readonly steps: number;
  readonly embedding?: Embedding;
  /** For radial class probabilities. */
  readonly sigma?: number;
}

/** Runs the update once on linear blocks, and passes its outcome and inputs to `check`. */
function run(
  { steps, embedding = toyParts.embedding, sigma }: Case,
  check: (outcome: Outcome, values: Values, given: Given) => void,
): void {
  const options = { steps, ...(sigma !== undefined && { classProbability: 'radial', sigma }) };
  const method = buildComponent(backprop, options, { ...toyParts, embedding, blocks: linearBlocks('discrete') });
  const [update] = method.updates as [Update];
  const { dimension } = embedding;
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    // A different weight for every block, one of them negative.
    const w = tf.tensor1d([0.9, -0.4, 0.2].slice(0, steps));
    state.mixing = { parameters: { w }, statistics: {} };
    const images = tf.zeros([LABELS.length, 4, 4, 1]);
    const outcome = runUpdate(update, state, { images, labels: tf.tensor1d(LABELS, 'int32') }, hostKey(1, 'network'));
    const zNoise = valuesOf(() => hostKey(1, 'network').fold('zNoise').normal([LABELS.length, dimension]));
    check(outcome, roleValues(update, state), { labels: LABELS, dimension, steps, zNoise, ...(sigma && { sigma }) });
  });
}

const cases: readonly (readonly [string, Case])[] = [
  ['one block', { steps: 1 }],
  ['three blocks', { steps: 3 }],
  ['radial class probabilities', { steps: 3, sigma: 0.6 }],
  ['a learned embedding, through every path to it', { steps: 3, embedding: toyLearnedEmbedding }],
  ['a learned embedding read radially', { steps: 2, embedding: toyLearnedEmbedding, sigma: 0.6 }],
];

for (const [name, each] of cases) {
  test(`${name}: matches the loss and gradient of the formula in double precision`, () => {
    run(each, (outcome, values, given) => {
      assert.equal(Object.keys(outcome.terms), ['crossEntropy']);
      assertClose([outcome.total], [crossEntropyInDoubles(values, given)], 1e-6);
      assertGradients(outcome, values, (at) => crossEntropyInDoubles(at, given), 3e-6);
      const blocks = Array.from({ length: each.steps }, (_, i) => `block/${i + 1}`);
      const learned = each.embedding === undefined ? [] : ['embedding'];
      assert.equal(Object.keys(outcome.gradients), [...blocks, 'mixing', 'head', ...learned]);
    });
  });
}

test('gives every block and every w_t a gradient', () => {
  run({ steps: 3 }, ({ gradients }) => {
    const largest = (tensor: Tensor): number => Math.max(...readTensor(tensor).map(Math.abs));
    for (const name of ['block/1', 'block/2', 'block/3']) assert.ok(largest(gradients[name]?.kernel as Tensor) > 1e-5);
    assert.ok(readTensor(gradients.mixing?.w as Tensor).every((slope) => Math.abs(slope) > 1e-5));
  });
});

test('reports the share of labels predicted from z_T as accuracy', () => {
  run({ steps: 3 }, ({ metrics }, values, given) => {
    const right = LABELS.filter((label, i) => {
      const probabilities = probabilitiesInDoubles(values, given, i);
      return probabilities.indexOf(Math.max(...probabilities)) === label;
    });
    assertClose([metrics.accuracy as number], [right.length / LABELS.length], 1e-7);
  });
});

test('updates the running statistics of every block', () => {
  const method = buildComponent(backprop, { steps: 3 }, toyParts);
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const images = hostKey(1, 'images').uniform([LABELS.length, 4, 4, 1]);
    const batch = { images, labels: tf.tensor1d(LABELS, 'int32') };
    const { statistics } = runUpdate(method.updates[0] as Update, state, batch, hostKey(1, 'network'));
    const expected = valuesOf(() => tf.mul(0.1, tf.mean(tf.reshape(images, [LABELS.length, 16]), 0)));
    for (const name of ['block/1', 'block/2', 'block/3']) {
      assertClose([...readTensor(statistics[name]?.mean as Tensor)], expected, 1e-6);
    }
  });
});

test.run();
