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

/** Predicts two images of class 1, with a head that shows z itself. */
function predict(logits: Logits, options: Known['options'], rest: Partial<Known> = {}): Found {
  const known = { component: adjoint, parts: toyContinuousParts, time: 'continuous', count: 2, random } as const;
  return predictKnown({ ...known, trajectory: true, ...rest, logits, ...(options && { options }) });
}

/** The field of straight lines to the embedding of the class. */
const exact: Logits = (images, z, t) => tf.div(tf.sub(classOf(images), z), tf.sub(1, t as Tensor));

test('Euler with the exact field: on the line from z_0 to u at every time; the head reads the end', () => {
  const { trajectory = [], scores } = predict(exact, { steps: 20 });
  for (const { t, z } of trajectory) {
    const wanted = start().map((noise, j) => t * (j % 3 === 1 ? 1 : 0) + (1 - t) * noise);
    assertClose(z, wanted, 2e-6);
  }
  assert.equal(scores, trajectory.at(-1)?.z);
});

for (const [solver, factor] of [
  ['euler', 0.9],
  ['heun', 0.905],
] as const) {
  test(`${solver}: v = -z shrinks z_0 by ${factor} a step`, () => {
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

test('the field mixes the embeddings with the logits as they are, without a softmax', () => {
  const logits: Logits = (images) => tf.mul(tf.onesLike(classOf(images)), tf.tensor1d([2, -1, 0.5]));
  const wanted = start().map((noise, j) => noise + ([2, -1, 0.5][j % 3] as number));
  assertClose(predict(logits, { steps: 1 }).scores, wanted, 1e-6);
});

test('chain and trajectory only where they are asked for, and with the same answer', () => {
  const [plain, chained] = [{}, { diagnostics: true }].map((asked) =>
    predict(exact, { steps: 20 }, { trajectory: false, ...asked }),
  );
  assert.equal([plain?.chain, plain?.alone, plain?.trajectory], [undefined, undefined, undefined]);
  assert.is(chained?.chain?.length, 10);
  assertClose(chained?.scores ?? [], plain?.scores ?? [], 1e-6);
});

test.run();
