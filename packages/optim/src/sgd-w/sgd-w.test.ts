import { buildComponent } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testOptimizer } from '../testing';
import { assertClose, follow, followInDoubles } from '../testing/fixture';
import { sgdW } from './sgd-w';

const test = suite('noprop/sgd-w');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('matches hand-computed steps without momentum: p shrinks to 0.95 p, then moves by 0.1 g', () => {
  const plain = buildComponent(sgdW, { learningRate: 0.1, weightDecay: 0.5 });
  assert.equal(plain.slots, []);
  assertClose(follow(plain), [
    [0.465, -0.9875, 2.8499],
    [0.47175, -1.338125, 2.707305],
    [0.4281625, -1.27121875, 2.57198975],
  ]);
});

test('keeps decay out of the velocity', () => {
  const [rate, momentum, decay] = [0.05, 0.9, 0.02];
  const expected = followInDoubles((start, gradients) => {
    let [p, velocity] = [start, 0];
    return gradients.map((g) => {
      velocity = momentum * velocity + g;
      p = (1 - rate * decay) * p - rate * velocity;
      return p;
    });
  });
  assertClose(follow(buildComponent(sgdW, { learningRate: rate, momentum, weightDecay: decay })), expected);
});

test("reproduces Hinton's rule: g <- 0.9 g + 0.1 gradient, W <- W + 0.01 (g - 0.001 W), where g ascends", () => {
  const expected = followInDoubles((start, gradients) => {
    let [w, smoothed] = [start, 0];
    return gradients.map((descent) => {
      smoothed = 0.9 * smoothed + 0.1 * -descent;
      w += 0.01 * (smoothed - 0.001 * w);
      return w;
    });
  });
  assertClose(follow(buildComponent(sgdW, { learningRate: 0.001, momentum: 0.9, weightDecay: 0.01 })), expected);
});

test.run();

testOptimizer(sgdW, { learningRate: 0.1 });
testOptimizer(sgdW, { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 });
