import { buildComponent, type Component } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, readTensor, startEngine, type Tensor, tf } from '@noprop/engine';
import { noPropDt } from '@noprop/objectives';
import {
  initialToyState,
  runUpdate,
  testObjective,
  toyBatch,
  toyLearnedEmbedding,
  toyParts,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { huber } from './huber';
import { huberTerm } from './huber-term';

const test = suite('huber/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const ERRORS = [0, 0.25, -0.5, 0.75, -3];

const valuesOf = (make: () => Tensor): number[] => {
  const tensor = tf.tidy(() => make() as never) as unknown as Tensor;
  const values = [...readTensor(tensor)];
  tensor.dispose();
  return values;
};

const termOf = (errors: readonly number[]): number[] =>
  valuesOf(() => huberTerm(tf.tensor2d([[...errors]]), tf.zeros([1, errors.length]), 0.5, tf.scalar(2)));

test('is r^2 up to delta = 0.5 and 0.5 (2 r - 0.5) beyond it', () => {
  assert.equal(
    ERRORS.flatMap((error) => termOf([error])),
    [0, 2 * 0.0625, 2 * 0.25, 2 * 0.5, 2 * 2.75],
  );
});

test('sums over D', () => assert.equal(termOf(ERRORS), [2 * (0.0625 + 0.25 + 0.5 + 2.75)]));

test('has a gradient that matches finite differences in doubles', () => {
  const inDoubles = (r: number): number => (Math.abs(r) <= 0.5 ? r * r : 0.5 * (2 * Math.abs(r) - 0.5));
  const at = [0.25, -0.4, 0.75, -3];
  const zeros = [0, 0, 0, 0];
  const found = valuesOf(() =>
    tf.grad((x) => huberTerm(x, tf.tensor2d([zeros]), 0.5, tf.scalar(1)))(tf.tensor2d([at])),
  );
  const expected = at.map((r) => (inDoubles(r + 1e-6) - inDoubles(r - 1e-6)) / 2e-6);
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - (expected[i] as number)) < 1e-6, `at ${at[i]}: expected ${expected[i]}, got ${value}`),
  );
});

/** Total losses of all updates on one mini-batch. */
async function totalsOf(
  component: Component<'objective'>,
  options: object,
  parts = toyParts,
): Promise<Record<string, number>> {
  const method = buildComponent(component, { ...options }, parts);
  const split = await parts.dataset.load('train');
  const totals: Record<string, number> = {};
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const batch = toyBatch(split, [4, 4, 1]);
    for (const update of method.updates)
      totals[update.name] = runUpdate(update, state, batch, hostKey(1, update.name)).total;
  });
  return totals;
}

for (const parts of [toyParts, { ...toyParts, embedding: toyLearnedEmbedding }]) {
  test(`matches noprop/noprop-dt for a large delta and D = ${parts.embedding.dimension}`, async () => {
    const expected = await totalsOf(noPropDt, {}, parts);
    const found = await totalsOf(huber, { delta: 1e3 }, parts);
    assert.equal(Object.keys(found), Object.keys(expected));
    for (const [name, total] of Object.entries(expected)) {
      assert.ok(
        Math.abs((found[name] as number) - total) < 1e-5 * total,
        `${name}: expected ${total}, got ${found[name]}`,
      );
    }
  });
}

test('lowers the loss of every block for a small delta, but not of the head', async () => {
  const [squared, robust] = [await totalsOf(noPropDt, {}), await totalsOf(huber, { delta: 0.1 })];
  for (const name of ['block/1', 'block/2', 'block/3'])
    assert.ok((robust[name] as number) < (squared[name] as number), name);
  assert.is(robust.head, squared.head);
});

test('requires a positive delta', () => {
  const [missing, negative] = [{}, { delta: -1 }].map((options) =>
    messageOf(() => buildComponent(huber, options, toyParts)),
  );
  assert.is(
    missing,
    'Missing key "delta". Add it: Error of an embedding component above which the loss grows linearly.  [missing_key]',
  );
  assert.is(negative, 'delta  Expected a number > 0, got -1.  [out_of_range]');
});

test.run();

testObjective(huber, { options: { delta: 0.5 } });
testObjective(huber, { options: { delta: 0.5 }, parts: { embedding: toyLearnedEmbedding } });
