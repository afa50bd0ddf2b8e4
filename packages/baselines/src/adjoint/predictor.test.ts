import { hostKey, startEngine, type Tensor, tf } from '@noprop/engine';
import {
  assertClose,
  classOf,
  type Found,
  type Known,
  type Logits,
  predictKnown,
  toyContinuousParts,
  valuesOf,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adjoint } from './adjoint';

const test = suite('predictor of noprop/adjoint');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const random = hostKey(1, 'predict');
const start = (): number[] => valuesOf(() => random.fold('zNoise').normal([2, 3]));

/** Predicts two images of class 1, with a head that returns z itself. */
function predict(logits: Logits, options: Known['options'], rest: Partial<Known> = {}): Found {
  const known = { component: adjoint, parts: toyContinuousParts, time: 'continuous', count: 2, random } as const;
  return predictKnown({ ...known, trajectory: true, ...rest, logits, ...(options && { options }) });
}

/** The field whose paths are straight lines to the class embedding. */
const exact: Logits = (images, z, t) => tf.div(tf.sub(classOf(images), z), tf.sub(1, t as Tensor));

test('keeps Euler steps of the exact field on the line from z_0 to u, and reads the class from its end', () => {
  const { trajectory = [], scores } = predict(exact, { steps: 20 });
  for (const { t, z } of trajectory) {
    const expected = start().map((noise, j) => t * (j % 3 === 1 ? 1 : 0) + (1 - t) * noise);
    assertClose(z, expected, 2e-6);
  }
  assert.equal(scores, trajectory.at(-1)?.z);
});

for (const [solver, factor] of [
  ['euler', 0.9],
  ['heun', 0.905],
] as const) {
  test(`${solver}: multiplies z_0 by ${factor} per step for v = -z`, () => {
    const { trajectory = [] } = predict((_images, z) => tf.neg(z), { steps: 10, solver });
    trajectory.forEach(({ z }, i) =>
      assertClose(
        z,
        start().map((noise) => noise * factor ** i),
        2e-6,
      ),
    );
  });
}

test('mixes the embeddings with the raw logits, without a softmax', () => {
  const logits: Logits = (images) => tf.mul(tf.onesLike(classOf(images)), tf.tensor1d([2, -1, 0.5]));
  const expected = start().map((noise, j) => noise + ([2, -1, 0.5][j % 3] as number));
  assertClose(predict(logits, { steps: 1 }).scores, expected, 1e-6);
});

test('returns chain and trajectory only on request, with the same scores', () => {
  const [plain, chained] = [{}, { diagnostics: true }].map((requested) =>
    predict(exact, { steps: 20 }, { trajectory: false, ...requested }),
  );
  assert.equal([plain?.chain, plain?.alone, plain?.trajectory], [undefined, undefined, undefined]);
  assert.is(chained?.chain?.length, 10);
  assertClose(chained?.scores ?? [], plain?.scores ?? [], 1e-6);
});

test.run();
