import { buildComponent } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testOptimizer } from '../testing';
import { assertClose, follow, followInDoubles } from '../testing/fixture';
import { rmsPropCentred } from './rmsprop-centred';

const test = suite('noprop/rmsprop-centred');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** The rule in doubles. */
const textbook = (rate: number, decay: number, momentum: number, epsilon: number): number[][] =>
  followInDoubles((start, gradients) => {
    let [p, m, v, step] = [start, 0, 0, 0];
    return gradients.map((g) => {
      m = decay * m + (1 - decay) * g;
      v = decay * v + (1 - decay) * g * g;
      step = momentum * step - (rate * g) / Math.sqrt(v - m * m + epsilon);
      p += step;
      return p;
    });
  });

test('uses the constants of difference target propagation by default', () => {
  const path = follow(buildComponent(rmsPropCentred, { learningRate: 0.01 }));
  assertClose(path, textbook(0.01, 0.95, 0.9, 0.001));
});

test('agrees with the rule in doubles for other constants', () => {
  const options = { learningRate: 0.05, decay: 0.8, momentum: 0.5, epsilon: 0.1 };
  assertClose(follow(buildComponent(rmsPropCentred, options)), textbook(0.05, 0.8, 0.5, 0.1));
});

test('matches a hand-computed first step: g = 2 gives m = 0.1, v = 0.2, variance 0.19', () => {
  const [first] = follow(buildComponent(rmsPropCentred, { learningRate: 0.01 }), [1], [[2]]) as [number[]];
  assertClose([first], [[1 - 0.02 / Math.sqrt(0.191)]]);
});

test('reduces to SGD with gain 1 / sqrt(epsilon) for small gradients', () => {
  const [first] = follow(buildComponent(rmsPropCentred, { learningRate: 1 }), [0], [[1e-6]]) as [number[]];
  assertClose([first], [[-1e-6 / Math.sqrt(0.001)]]);
});

test('applies momentum to the normalized gradient: repeats 0.9 of the last step without a gradient', () => {
  const path = follow(buildComponent(rmsPropCentred, { learningRate: 0.01 }), [0], [[2], [0], [0]]).flat();
  const first = path[0] as number;
  assertClose([path], [[first, 1.9 * first, 2.71 * first]]);
});

test('stays finite for equal gradients, whose variance rounds to 0 or below', () => {
  // In float32, v - m^2 is as low as -8e-6 for some of these.
  const row = Array.from({ length: 64 }, (_, i) => 0.1 + i / 7);
  const gradients = Array.from({ length: 400 }, () => row);
  const optimizer = buildComponent(rmsPropCentred, { learningRate: 1e-6, decay: 0.5, epsilon: 1e-12 });
  const path = follow(
    optimizer,
    row.map(() => 0),
    gradients,
  ).flat();
  assert.ok(path.every(Number.isFinite));
});

test('supports learning rates per group', () => {
  const optimizer = buildComponent(rmsPropCentred, {
    learningRate: 0.01,
    groups: { feedback: { learningRate: 0.02 } },
  });
  const own = optimizer.forGroup?.('feedback/2');
  assert.ok(own !== undefined);
  assertClose(follow(own as never), textbook(0.02, 0.95, 0.9, 0.001));
});

test('requires a learning rate', () => {
  assert.is(
    messageOf(() => buildComponent(rmsPropCentred)),
    'Missing key "learningRate". Add it: Learning rate, applied to the normalized gradient.  [missing_key]',
  );
});

test('has the slots m, v and step', () => {
  assert.equal(buildComponent(rmsPropCentred, { learningRate: 1 }).slots, ['m', 'v', 'step']);
});

test.run();

testOptimizer(rmsPropCentred, { learningRate: 0.002 });
testOptimizer(rmsPropCentred, { learningRate: 0.005, momentum: 0.5, epsilon: 0.1 });
