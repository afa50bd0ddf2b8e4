import { createScope, type Embedding, type Scope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { classReader } from './class-probability';
import { classProbabilities, row } from './doubles';
import { assertClose, differences, mean, valuesOf } from './fixture';
import { crossEntropyTerm } from './terms';

const test = suite('class probabilities');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1];
const SIGMA = 0.7;
/** z B D, the head's kernel D K and bias K, W_Embed K D: D = 2, K = 3. */
const AT = {
  z: [0.5, -1, 2, 0.25, -0.75, 1.5],
  kernel: [1, -0.5, 0.25, 0.5, 2, -1],
  bias: [0.1, -0.2, 0.3],
  weight: [1, 0.5, -1, 2, 0.25, -1.5],
} as const;
type Name = keyof typeof AT;
const SHAPES: Readonly<Record<Name, number[]>> = {
  z: [3, 2],
  kernel: [2, 3],
  bias: [3],
  weight: [3, 2],
};
const NAMES = Object.keys(AT) as Name[];

const tensorOf = (name: Name): Tensor => tf.tensor([...AT[name]], SHAPES[name]);

const scopeOf = (parameters: Record<string, Tensor>): Scope =>
  createScope({ group: 'any', parameters, statistics: {}, random: hostKey(1, 'unused'), training: false }).scope;

/** Class logits of the radial or the softmax reader. */
function read(tensors: Readonly<Record<Name, Tensor>>, classProbability: 'radial' | 'softmax', sigma = SIGMA): Tensor {
  const { z, kernel, bias, weight } = tensors;
  const scopes = { head: scopeOf({ kernel, bias }), embedding: scopeOf({ weight }) };
  return classReader(toyLearnedEmbedding, { classProbability, sigma })(scopes, z);
}

const all = (): Record<Name, Tensor> =>
  Object.fromEntries(NAMES.map((name) => [name, tensorOf(name)])) as Record<Name, Tensor>;

type Numbers = Readonly<Record<Name, readonly number[]>>;

/** Equation 13 for every example, or equation 14 if sigma is given. */
const inDoubles = ({ z, kernel, bias, weight }: Numbers, sigma?: number): number[] =>
  [0, 1, 2].flatMap((i) => classProbabilities(row(z, i, 2), { kernel, bias }, weight, sigma));

test('radial is the normalized Gaussian of the distance to every class, equation 14', () => {
  for (const sigma of [0.1, SIGMA, 1, 30]) {
    assertClose(
      valuesOf(() => tf.softmax(read(all(), 'radial', sigma))),
      inDoubles(AT, sigma),
      3e-6,
    );
  }
});

test('radial matches values computed by hand for two classes at distance 2', () => {
  const embedding: Embedding = {
    ...toyLearnedEmbedding,
    classes: 2,
    dimension: 1,
    mix: (_scope, w) => mixTwo(w),
    embed: () => tf.tensor2d([[1], [-1]]),
  };
  const scopes = { head: scopeOf({ kernel: tf.tensor2d([[1, -1]]), bias: tf.zeros([2]) }), embedding: scopeOf({}) };
  const reader = classReader(embedding, { classProbability: 'radial', sigma: 1 });
  // exp(-0) against exp(-2^2 / 2).
  const certain = 1 / (1 + Math.exp(-2));
  assertClose(
    valuesOf(() => tf.softmax(reader(scopes, tf.tensor2d([[0], [100]])))),
    [0.5, 0.5, certain, 1 - certain],
    1e-6,
  );
});

const mixTwo = (weights: Tensor): Tensor =>
  tf.sub(tf.slice(weights, [0, 0], [-1, 1]), tf.slice(weights, [0, 1], [-1, 1]));

test('softmax is that of the output layer for any sigma', () => {
  for (const sigma of [0.1, 30]) {
    assertClose(
      valuesOf(() => tf.softmax(read(all(), 'softmax', sigma))),
      inDoubles(AT),
      1e-6,
    );
  }
});

for (const name of NAMES) {
  test(`radial has a cross-entropy gradient in ${name} that matches differences in doubles`, () => {
    const loss = (at: Numbers): number =>
      mean(LABELS.map((label, i) => -Math.log(inDoubles(at, SIGMA)[3 * i + label] as number)));
    const found = valuesOf(() =>
      tf.grad((x) => crossEntropyTerm(read({ ...all(), [name]: x }, 'radial'), tf.tensor1d(LABELS, 'int32')))(
        tensorOf(name),
      ),
    );
    assertClose(
      found,
      differences((moved) => loss({ ...AT, [name]: moved }), AT[name]),
      2e-6,
    );
    assert.ok(
      found.some((value) => Math.abs(value) > 1e-3),
      'the gradient is not zero',
    );
  });
}

test('radial with one-hot classes and sigma 1 reaches at most e / (e + K - 1)', () => {
  const scopes = { head: scopeOf({ kernel: tf.mul(100, tf.eye(3)), bias: tf.zeros([3]) }), embedding: scopeOf({}) };
  const reader = classReader(toyParts.embedding, { classProbability: 'radial', sigma: 1 });
  const [largest] = valuesOf(() => tf.softmax(reader(scopes, tf.tensor2d([[1, 0, 0]])))) as [number];
  assertClose([largest], [Math.E / (Math.E + 2)], 1e-6);
});

test.run();
