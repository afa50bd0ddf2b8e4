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

test('plain: steps of 0.1 g, by hand', () => {
  const plain = buildComponent(sgd, { learningRate: 0.1 });
  assert.equal(plain.slots, []);
  assertClose(follow(plain), [
    [0.49, -1.05, 2.9999],
    [0.52, -1.45, 2.9998],
    [0.5, -1.45, 2.99985],
  ]);
});

test('with momentum 0.5: by hand', () => {
  const withMomentum = buildComponent(sgd, { learningRate: 0.1, momentum: 0.5 });
  assert.equal(withMomentum.slots, ['velocity']);
  // First element: velocities 0.1, -0.25, 0.075. Second: -2, 3, 1.5.
  assertClose(follow(withMomentum), [
    [0.49, -1.05, 2.9999],
    [0.515, -1.35, 2.99975],
    [0.5075, -1.5, 2.999725],
  ]);
});

test('with momentum and an L2 penalty: the rule of PyTorch in doubles', () => {
  const [rate, momentum, decay] = [0.05, 0.9, 0.02];
  const wanted = followInDoubles((start, gradients) => {
    let [p, velocity] = [start, 0];
    return gradients.map((g) => {
      velocity = momentum * velocity + g + decay * p;
      p -= rate * velocity;
      return p;
    });
  });
  assertClose(follow(buildComponent(sgd, { learningRate: rate, momentum, weightDecay: decay })), wanted);
});

test('the learning rate has no default', () => {
  assert.is(
    messageOf(() => buildComponent(sgd)),
    'The key "learningRate" is missing. Add it: Step size.  [missing_key]',
  );
});

test('the step that Keras publishes for its own SGD', () => {
  const optimizer = buildComponent(sgd, { learningRate: 0.5 });
  assertClose(follow(optimizer, [1, 2, 3, 4], [[1, 6, 7, 2]]), [[0.5, -1, -0.5, 3]]);
});

test.run();

testOptimizer(sgd, { learningRate: 0.1 });
testOptimizer(sgd, { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 });
