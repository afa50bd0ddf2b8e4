import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { biasCorrection, stepScalars } from './adam-step';

const test = suite('bias correction');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const STEPS = [1, 2, 3, 7, 10, 50, 100, 999, 1000, 4690, 10_000, 65_537, 100_000, 1_000_000];
const relative = (actual: number, expected: number): number => Math.abs(actual - expected) / expected;
const correction = (beta: number, step: number): number =>
  tf.tidy(() => readTensor(biasCorrection(beta, tf.scalar(step)))[0] as never) as unknown as number;

for (const beta of [0.9, 0.999, 0.9999]) {
  test(`computes 1 - ${beta}^step to float32 accuracy from step 1 to 1e6`, () => {
    for (const step of STEPS) {
      const expected = -Math.expm1(step * Math.log(beta));
      const error = relative(correction(beta, step), expected);
      assert.ok(error < 1.8e-7, `step ${step}: off by ${error}`);
      assert.ok(error * expected < 1e-7, `step ${step}: off by ${error * expected}`);
    }
  });
}

test('corrects nothing for beta 0', () => assert.is(correction(0, 1), 1));

test('folds the corrections into two scalars', () => {
  tf.tidy(() => {
    const options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    for (const step of STEPS) {
      const { size, epsilon } = stepScalars(options, 0.001, tf.scalar(step, 'int32'));
      const [c1, c2] = [-Math.expm1(step * Math.log(0.9)), -Math.expm1(step * Math.log(0.999))];
      assert.ok(relative(readTensor(size)[0] as number, (0.001 * Math.sqrt(c2)) / c1) < 3e-7, `step ${step}`);
      assert.ok(relative(readTensor(epsilon)[0] as number, 1e-8 * Math.sqrt(c2)) < 3e-7, `step ${step}`);
    }
  });
});

test.run();
