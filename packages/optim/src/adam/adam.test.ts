import { buildComponent } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testOptimizer } from '../testing';
import { assertClose, follow, followInDoubles } from '../testing/fixture';
import { adam } from './adam';

const test = suite('noprop/adam');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Adam as defined by PyTorch, in doubles and in textbook form, with each moment corrected separately. */
const textbook = (rate: number, beta1: number, beta2: number, epsilon: number, decay: number): number[][] =>
  followInDoubles((start, gradients) => {
    let [p, m, v] = [start, 0, 0];
    return gradients.map((gradient, i) => {
      const g = gradient + decay * p;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      p -= (rate * (m / (1 - beta1 ** (i + 1)))) / (Math.sqrt(v / (1 - beta2 ** (i + 1))) + epsilon);
      return p;
    });
  });

test('takes a first step of the learning rate against the sign of the gradient', () => {
  const [first] = follow(buildComponent(adam, { learningRate: 0.01, epsilon: 1e-12 })) as [number[]];
  assertClose([first], [[0.49, -1.24, 2.99]]);
});

test('agrees with the textbook form for default constants', () => {
  assertClose(follow(buildComponent(adam)), textbook(1e-3, 0.9, 0.999, 1e-8, 0));
});

test('adds epsilon outside the root, after the correction', () => {
  const options = { learningRate: 0.1, epsilon: 0.05 };
  assertClose(follow(buildComponent(adam, options)), textbook(0.1, 0.9, 0.999, 0.05, 0));
});

test('adds weight decay to the gradient', () => {
  const options = { learningRate: 0.1, beta1: 0.8, beta2: 0.95, weightDecay: 0.3 };
  assertClose(follow(buildComponent(adam, options)), textbook(0.1, 0.8, 0.95, 1e-8, 0.3));
});

test('forgets past gradients if both betas are 0', () => {
  const [, second] = follow(buildComponent(adam, { learningRate: 0.1, beta1: 0, beta2: 0, epsilon: 1e-12 })) as [
    number[],
    number[],
  ];
  assertClose([second], [[0.5, -1.25, 2.8]]);
});

test('has the slots m and v', () => assert.equal(buildComponent(adam).slots, ['m', 'v']));

test("reproduces the step in Keras's own Adam test", () => {
  const optimizer = buildComponent(adam, { learningRate: 0.5 });
  assertClose(follow(optimizer, [1, 2, 3, 4], [[1, 6, 7, 2]]), [[0.5, 1.5, 2.5, 3.5]]);
});

test.run();

testOptimizer(adam, { learningRate: 0.05 });
testOptimizer(adam, { learningRate: 0.05, weightDecay: 0.01 });
