import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, valuesOf } from '../shared/fixture';
import { flowMatchingTerm } from '../shared/terms';

const test = suite('minima of the flow-matching loss');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('is 0 for embeddings that collapse to 0, with v = -z / (1 - t)', () => {
  const found = valuesOf(() => {
    const zNoise = hostKey(1, 'collapse').fold('z').normal([64, 5]);
    const left = tf.sub(1, tf.reshape(hostKey(1, 'collapse').fold('t').uniform([64]), [64, 1]));
    const z = tf.mul(left, zNoise);
    return flowMatchingTerm(tf.neg(tf.div(z, left)), tf.neg(zNoise));
  });
  assertClose(found, [0], 1e-12);
});

test('is D for a target of pure noise and a field of 0', () => {
  const found = valuesOf(() => flowMatchingTerm(tf.zeros([4000, 5]), hostKey(2, 'collapse').normal([4000, 5])));
  assert.ok(Math.abs((found[0] as number) - 5) < 4 * Math.sqrt(10 / 4000), `${found[0]}`);
});

/** The projection of a target B D onto the span of orthonormal rows K D. */
const reached = (target: Tensor, rows: Tensor2D): Tensor =>
  tf.matMul(tf.matMul(target as Tensor2D, rows, false, true), rows);

for (const [classes, dimension] of [
  [3, 5],
  [2, 20],
  [3, 3],
] as const) {
  const floor = dimension - classes;
  test(`is at least ${floor} for mixtures of K = ${classes} embeddings of D = ${dimension}`, () => {
    const count = 8000;
    tf.tidy(() => {
      const rows = tf.eye(classes, dimension) as Tensor2D;
      const labels = tf.cast(tf.range(0, count, 1, 'int32').mod(tf.scalar(classes, 'int32')), 'int32');
      const target = tf.sub(tf.gather(rows, labels), hostKey(3, 'floor').normal([count, dimension]));
      const best = reached(target, rows);
      const found = readTensor(flowMatchingTerm(best, target))[0] as number;
      const deviation = Math.sqrt((2 * floor) / count);
      assert.ok(Math.abs(found - floor) <= 4 * deviation + 1e-9, `best field: expected ${floor}, got ${found}`);
      const other = tf.add(best, tf.matMul(hostKey(4, 'floor').normal([count, classes]) as Tensor2D, rows));
      assert.ok((readTensor(flowMatchingTerm(other, target))[0] as number) > found, 'another field has a higher loss');
    });
  });
}

test.run();
