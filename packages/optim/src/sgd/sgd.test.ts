import { buildComponent } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testOptimizer } from '../testing';
import { assertClose, follow, followInDoubles } from '../testing/fixture';
import { sgd } from './sgd';

const test = suite('noprop/sgd');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('matches hand-computed steps of 0.1 g without momentum', () => {
  const plain = buildComponent(sgd, { learningRate: 0.1 });
  assert.equal(plain.slots, []);
  assertClose(follow(plain), [
    [0.49, -1.05, 2.9999],
    [0.52, -1.45, 2.9998],
    [0.5, -1.45, 2.99985],
  ]);
});

test('matches hand-computed steps with momentum 0.5', () => {
  const withMomentum = buildComponent(sgd, { learningRate: 0.1, momentum: 0.5 });
  assert.equal(withMomentum.slots, ['velocity']);
  // First element: velocities 0.1, -0.25, 0.075. Second: -2, 3, 1.5.
  assertClose(follow(withMomentum), [
    [0.49, -1.05, 2.9999],
    [0.515, -1.35, 2.99975],
    [0.5075, -1.5, 2.999725],
  ]);
});

test('agrees with the PyTorch rule in doubles, with momentum and an L2 penalty', () => {
  const [rate, momentum, decay] = [0.05, 0.9, 0.02];
  const expected = followInDoubles((start, gradients) => {
    let [p, velocity] = [start, 0];
    return gradients.map((g) => {
      velocity = momentum * velocity + g + decay * p;
      p -= rate * velocity;
      return p;
    });
  });
  assertClose(follow(buildComponent(sgd, { learningRate: rate, momentum, weightDecay: decay })), expected);
});

test('requires a learning rate', () => {
  assert.is(
    messageOf(() => buildComponent(sgd)),
    'Missing key "learningRate". Add it: Learning rate.  [missing_key]',
  );
});

test("reproduces the step in Keras's own SGD test", () => {
  const optimizer = buildComponent(sgd, { learningRate: 0.5 });
  assertClose(follow(optimizer, [1, 2, 3, 4], [[1, 6, 7, 2]]), [[0.5, -1, -0.5, 3]]);
});

test.run();

testOptimizer(sgd, { learningRate: 0.1 });
testOptimizer(sgd, { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 });
