import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestEngine } from './testing';
import { tf } from './tf';

const test = suite('tf');

test.before(() => startTestEngine({ backend: 'cpu' }).then(() => undefined));

test('exposes the TensorFlow.js namespace with gradients', () => {
  assert.equal(
    [
      ...tf
        .grad((x) => tf.square(x))(tf.tensor1d([1, -2]))
        .dataSync(),
    ],
    [2, -4],
  );
});

test('draws random numbers on the host outside traces', () => {
  assert.equal(tf.randomUniform([3], 0, 1, 'float32', 1).shape, [3]);
  assert.equal(tf.truncatedNormal([3], 0, 1, 'float32', 1).shape, [3]);
});

test.run();
