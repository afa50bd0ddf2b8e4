import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, valuesOf } from '../shared/fixture';
import { flowMatchingTerm } from '../shared/terms';

const test = suite('what the flow-matching loss alone would find');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('embeddings that meet in 0 make it 0, with v = -z / (1 - t): hence the anchor', () => {
  const found = valuesOf(() => {
    const zNoise = hostKey(1, 'collapse').fold('z').normal([64, 5]);
    const left = tf.sub(1, tf.reshape(hostKey(1, 'collapse').fold('t').uniform([64]), [64, 1]));
    const z = tf.mul(left, zNoise);
    return flowMatchingTerm(tf.neg(tf.div(z, left)), tf.neg(zNoise));
  });
  assertClose(found, [0], 1e-12);
});

test('embeddings that are apart do not: the best constant field is off by the spread of the noise', () => {
  const found = valuesOf(() => flowMatchingTerm(tf.zeros([4000, 5]), hostKey(2, 'collapse').normal([4000, 5])));
  assert.ok(Math.abs((found[0] as number) - 5) < 4 * Math.sqrt(10 / 4000), `${found[0]}`);
});

/** The part of a target B D that mixtures of orthonormal rows K D reach. */
const reached = (target: Tensor, rows: Tensor2D): Tensor =>
  tf.matMul(tf.matMul(target as Tensor2D, rows, false, true), rows);

for (const [classes, dimension] of [
  [3, 5],
  [2, 20],
  [3, 3],
] as const) {
  const floor = dimension - classes;
  test(`D = ${dimension}, K = ${classes}: no mixture of the embeddings gets below ${floor}`, () => {
    const count = 8000;
    tf.tidy(() => {
      const rows = tf.eye(classes, dimension) as Tensor2D;
      const labels = tf.cast(tf.range(0, count, 1, 'int32').mod(tf.scalar(classes, 'int32')), 'int32');
      const target = tf.sub(tf.gather(rows, labels), hostKey(3, 'floor').normal([count, dimension]));
      const best = reached(target, rows);
      const found = readTensor(flowMatchingTerm(best, target))[0] as number;
      const deviation = Math.sqrt((2 * floor) / count);
      assert.ok(Math.abs(found - floor) <= 4 * deviation + 1e-9, `best field: ${found}, wanted ${floor}`);
      const other = tf.add(best, tf.matMul(hostKey(4, 'floor').normal([count, classes]) as Tensor2D, rows));
      assert.ok((readTensor(flowMatchingTerm(other, target))[0] as number) > found, 'any other field is worse');
    });
  });
}

test.run();
