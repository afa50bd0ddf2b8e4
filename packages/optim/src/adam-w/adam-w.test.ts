import { buildComponent, type Tensors } from '@noprop/core';
import { readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testOptimizer } from '../testing';
import { assertClose, follow, followInDoubles } from '../testing/fixture';
import { adamW } from './adam-w';

const test = suite('noprop/adam-w');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** AdamW as defined by PyTorch, in doubles and in textbook form: decay first, then Adam on the plain gradient. */
const textbook = (rate: number, beta1: number, beta2: number, epsilon: number, decay: number): number[][] =>
  followInDoubles((start, gradients) => {
    let [p, m, v] = [start, 0, 0];
    return gradients.map((g, i) => {
      p -= rate * decay * p;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      p -= (rate * (m / (1 - beta1 ** (i + 1)))) / (Math.sqrt(v / (1 - beta2 ** (i + 1))) + epsilon);
      return p;
    });
  });

test('matches a hand-computed first step: 0.9 p, then 0.1 against the sign', () => {
  const [first] = follow(buildComponent(adamW, { learningRate: 0.1, weightDecay: 1, epsilon: 1e-12 })) as [number[]];
  assertClose([first], [[0.35, -1.025, 2.6]]);
});

test("agrees with the textbook form for the paper's constants", () => {
  assertClose(follow(buildComponent(adamW, { weightDecay: 0.001 })), textbook(1e-3, 0.9, 0.999, 1e-8, 1e-3));
});

test('agrees with the textbook form for other constants', () => {
  const options = { learningRate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 0.05, weightDecay: 0.3 };
  assertClose(follow(buildComponent(adamW, options)), textbook(0.1, 0.8, 0.95, 0.05, 0.3));
});

test('shrinks a parameter without a gradient by exactly 1 - rate * decay', () => {
  const optimizer = buildComponent(adamW, { learningRate: 0.5, weightDecay: 0.25 });
  tf.tidy(() => {
    const zero = { p: tf.zeros([3]) };
    const { parameters, slots } = optimizer.update(
      { p: tf.tensor1d([1, -8, 3]) },
      zero,
      { m: zero, v: zero },
      tf.scalar(1, 'int32'),
      tf.scalar(0),
    );
    assert.equal([...readTensor(parameters.p as Tensor)], [0.875, -7, 2.625]);
    assert.equal([...readTensor(slots.m?.p as Tensor), ...readTensor(slots.v?.p as Tensor)], [0, 0, 0, 0, 0, 0]);
  });
});

test('makes thirteen passes over a parameter', async () => {
  const optimizer = buildComponent(adamW, { weightDecay: 0.001 });
  const kernels = async (paths: readonly string[]): Promise<number> => {
    const zeros = (): Tensors => Object.fromEntries(paths.map((path) => [path, tf.zeros([2])]));
    const profile = await tf.profile(() =>
      tf.tidy(() => {
        optimizer.update(zeros(), zeros(), { m: zeros(), v: zeros() }, tf.scalar(1, 'int32'), tf.scalar(0));
        return [];
      }),
    );
    return profile.kernels.length;
  };
  assert.is((await kernels(['a', 'b'])) - (await kernels(['a'])), 13);
});

test('has the slots m and v', () => assert.equal(buildComponent(adamW).slots, ['m', 'v']));

test("reproduces the step in Keras's own AdamW test", () => {
  const optimizer = buildComponent(adamW, { learningRate: 0.5, weightDecay: 0.004 });
  assertClose(follow(optimizer, [1, 2, 3, 4], [[1, 6, 7, 2]]), [[0.498, 1.496, 2.494, 3.492]]);
});

test.run();

testOptimizer(adamW, { learningRate: 0.05 });
testOptimizer(adamW, { learningRate: 0.05, weightDecay: 0.01 });
