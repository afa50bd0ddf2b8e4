import { hostKey, startEngine } from '@noprop/engine';
import {
  assertClose,
  type Found,
  type Known,
  type Logits,
  predictKnown,
  toyParts,
  valuesOf,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { backprop } from './backprop';

const test = suite('predictor of noprop/backprop');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const random = hostKey(1, 'predict');
const startOf = (): number[] => valuesOf(() => random.fold('zNoise').normal([2, 3]));

/** Predicts two images of class 1, with a head that returns z itself. */
function predict(options: Known['options'] = {}, rest: Partial<Known> = {}): Found {
  const known = {
    component: backprop,
    parts: toyParts,
    time: 'discrete',
    count: 2,
    random,
    diagnostics: true,
  } as const;
  return predictKnown({ ...known, ...rest, options: { steps: 4, ...options } });
}

for (const initialAlpha of [0.5, 0.1, 0.9]) {
  test(`alpha ${initialAlpha}: matches the closed form of an exact denoiser, z_t = u + (1 - alpha)^t (z_0 - u)`, () => {
    const { chain, scores } = predict({ initialAlpha });
    const expected = [1, 2, 3, 4].map((t) =>
      startOf().map((noise, j) => {
        const u = j % 3 === 1 ? 1 : 0;
        return u + (1 - initialAlpha) ** t * (noise - u);
      }),
    );
    assertClose(chain?.flat() ?? [], expected.flat(), 1e-6);
    assert.equal(scores, chain?.[3], 'the class is read from z_T');
  });
}

test('lets each block alone predict from z_0', () => {
  const logits: Logits = (_images, z) => z;
  assert.equal(predict({}, { logits }).alone, Array(4).fill(startOf()));
});

test('returns every state of the chain as the trajectory, from z_0 on and at t / T', () => {
  const { trajectory, chain } = predict({}, { trajectory: true });
  assert.equal(
    trajectory?.map(({ t }) => t),
    [0, 0.25, 0.5, 0.75, 1],
  );
  assertClose(trajectory?.flatMap(({ z }) => z) ?? [], [startOf(), ...(chain ?? [])].flat(), 1e-6);
});

test('returns the same scores without diagnostics, and neither chain nor alone', () => {
  const { shape, scores, chain, alone, trajectory } = predict({}, { diagnostics: false });
  assert.equal(shape, [2, 3]);
  assert.equal([chain, alone, trajectory], [undefined, undefined, undefined]);
  assert.equal(scores, predict().scores);
});

test.run();
