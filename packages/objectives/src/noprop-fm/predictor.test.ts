import { hostKey, startEngine, tf } from '@noprop/engine';
import { tableaus } from '@noprop/ode';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyContinuousParts, toyLearnedEmbedding } from '../laws/toy-parts';
import { row, squaredDistance } from '../shared/doubles';
import { assertClose, valuesOf } from '../shared/fixture';
import { classOf, type Found, type Known, type Logits, predictKnown } from '../shared/known-predictions';
import { noPropFm } from './noprop-fm';

const test = suite('predictor of noprop/noprop-fm');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const COUNT = 3;
const random = hostKey(1, 'predict');

function predict(logits: Logits, options: Known['options'], rest: Partial<Known> = {}): Found {
  const known = { component: noPropFm, parts: toyContinuousParts, time: 'continuous', count: COUNT, random } as const;
  return predictKnown({ ...known, trajectory: true, ...rest, logits, ...(options && { options }) });
}

const start = (dimension = 3): number[] => valuesOf(() => random.fold('zNoise').normal([COUNT, dimension]));

/** The field of straight lines to the embedding of the class, which is one-hot. */
const exact: Logits = (images, z, t) => tf.div(tf.sub(classOf(images), z), tf.sub(1, t as Tensor));

for (const steps of [1, 7, 20, 1000]) {
  test(`follows the line from z_0 to u in ${steps} Euler steps with the exact field`, () => {
    const { trajectory = [] } = predict(exact, { steps });
    const zNoise = start();
    for (const { t, z } of trajectory) {
      const expected = zNoise.map((noise, j) => t * (j % 3 === 1 ? 1 : 0) + (1 - t) * noise);
      assertClose(z, expected, steps === 1000 ? 3e-5 : 2e-6);
    }
    assert.is(trajectory.at(-1)?.t, 1);
  });
}

/** The factor of a step of length h for dz/dt = -z: the Taylor polynomial of exp(-h) of the method's order. */
const shrinks = (order: number, h: number): number => {
  let [sum, term] = [1, 1];
  for (let k = 1; k <= order; k++) {
    term *= -h / k;
    sum += term;
  }
  return sum;
};

for (const { name, order } of Object.values(tableaus).filter(({ order: p }) => p < 5)) {
  test(`${name} shrinks z by the polynomial of its order per step for v = -z`, () => {
    const { trajectory = [] } = predict((_images, z) => tf.neg(z), { steps: 10, solver: name });
    const zNoise = start();
    trajectory.forEach(({ z }, i) =>
      assertClose(
        z,
        zNoise.map((noise) => noise * shrinks(order, 0.1) ** i),
        2e-6,
      ),
    );
  });
}

test('gives the field the times 0, 1/n, ..., (n-1)/n', () => {
  const times: number[] = [];
  const logits: Logits = (_images, z, t) => {
    times.push(t?.dataSync()[0] as number);
    return z;
  };
  predict(logits, { steps: 4 });
  assert.equal(times, [0, 0.25, 0.5, 0.75]);
});

test('mixes the embeddings by the logits, without a softmax', () => {
  const logits: Logits = (images) => tf.mul(tf.onesLike(classOf(images)), tf.tensor1d([2, -1, 0.5]));
  const { trajectory = [] } = predict(logits, { steps: 1 });
  const expected = start().map((noise, j) => noise + ([2, -1, 0.5][j % 3] as number));
  assertClose(trajectory.at(-1)?.z ?? [], expected, 1e-6);
});

test('scores classes by distance to their embedding, not by the dot product', () => {
  const weight = [0.5, 0, 3, 0, 0, 40];
  const embedding = {
    ...toyLearnedEmbedding,
    parameters: { weight: { shape: [3, 2], init: { kind: 'values', values: weight } } },
  } as const;
  const still: Logits = (images) => tf.zerosLike(classOf(images));
  const { scores, trajectory = [] } = predict(still, { steps: 2 }, { parts: { ...toyContinuousParts, embedding } });
  assertClose(trajectory.at(-1)?.z ?? [], start(2), 0);
  for (let i = 0; i < COUNT; i++) {
    const z = row(start(2), i, 2);
    const distances = [0, 1, 2].map((k) => squaredDistance(z, row(weight, k, 2)));
    const mine = row(scores, i, 3);
    assert.is(mine.indexOf(Math.max(...mine)), distances.indexOf(Math.min(...distances)));
    assertClose(
      mine.map((score) => 2 * (score - (mine[0] as number))),
      distances.map((distance) => (distances[0] as number) - distance),
      1e-6,
    );
  }
});

test('returns chain and trajectory only on request, with the same scores', () => {
  const [plain, chained] = [{}, { diagnostics: true }].map((asked) =>
    predict(exact, { steps: 20 }, { trajectory: false, ...asked }),
  );
  assert.equal([plain?.chain, plain?.alone, plain?.trajectory], [undefined, undefined, undefined]);
  assert.is(chained?.chain?.length, 10);
  assert.equal(chained?.alone, undefined);
  assertClose(chained?.scores ?? [], plain?.scores ?? [], 1e-6);
});

test.run();
