import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { biasCorrection, stepScalars } from './adam-step';

const test = suite('bias correction');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const STEPS = [1, 2, 3, 7, 10, 50, 100, 999, 1000, 4690, 10_000, 65_537, 100_000, 1_000_000];
const relative = (found: number, wanted: number): number => Math.abs(found - wanted) / wanted;
const correction = (beta: number, step: number): number =>
  tf.tidy(() => readTensor(biasCorrection(beta, tf.scalar(step)))[0] as never) as unknown as number;

for (const beta of [0.9, 0.999, 0.9999]) {
  test(`1 - ${beta}^step is right to float32's last digit from step 1 to 1e6`, () => {
    for (const step of STEPS) {
      const wanted = -Math.expm1(step * Math.log(beta));
      const error = relative(correction(beta, step), wanted);
      assert.ok(error < 1.8e-7, `step ${step}: off by ${error}`);
      assert.ok(error * wanted < 1e-7, `step ${step}: off by ${error * wanted}`);
    }
  });
}

test('beta 0 needs no correction', () => assert.is(correction(0, 1), 1));

test('the scalars are the folded corrections', () => {
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
