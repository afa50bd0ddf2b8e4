import { hostKey, startEngine, tf } from '@noprop/engine';
import { softmax, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hardNegatives } from './hard-negatives';

const test = suite('hardNegatives');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const COUNT = 20_000;
const LOGITS = [3, 0.5, -1, 1.5];

const drawn = (logits: readonly number[], label: number, seed = 1): number[] =>
  valuesOf(() =>
    hardNegatives(
      tf.tile(tf.tensor2d([[...logits]]), [COUNT, 1]),
      tf.fill([COUNT], label, 'int32'),
      hostKey(seed, 'negatives'),
    ),
  );

test('never draws the true class, however confident the head is', () => {
  for (const label of [0, 1, 2, 3]) assert.not.ok(drawn(LOGITS, label).includes(label), `class ${label}`);
  assert.not.ok(drawn([5000, 0, 0, 0], 0).includes(0));
});

for (const label of [0, 2]) {
  test(`draws from the softmax over the classes other than ${label}`, () => {
    const others = [0, 1, 2, 3].filter((k) => k !== label);
    const expected = softmax(others.map((k) => LOGITS[k] as number));
    const found = drawn(LOGITS, label);
    others.forEach((k, i) => {
      const probability = expected[i] as number;
      const share = found.filter((each) => each === k).length / COUNT;
      const zScore = (share - probability) / Math.sqrt((probability * (1 - probability)) / COUNT);
      assert.ok(Math.abs(zScore) < 4, `class ${k}: expected a share of ${probability}, got ${share}, z = ${zScore}`);
    });
  });
}

test('draws the same labels only for equal keys', () => {
  assert.equal(drawn(LOGITS, 0), drawn(LOGITS, 0));
  assert.not.equal(drawn(LOGITS, 0), drawn(LOGITS, 0, 2));
});

test.run();
