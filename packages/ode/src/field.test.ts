import type { Tensors } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine, type Tensor, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bindField } from './field';

const test = suite('bindField');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const derivatives: readonly (readonly [what: string, derivative: () => Tensors, found: string])[] = [
  ['shape', () => ({ a: tf.zeros([2]), b: tf.zeros([]) }), '{ a: [2], b: [] }'],
  ['name', () => ({ a: tf.zeros([2, 3]), c: tf.zeros([]) }), '{ a: [2, 3], c: [] }'],
  ['number of tensors', () => ({ a: tf.zeros([2, 3]) }), '{ a: [2, 3] }'],
  ['type', () => ({ a: tf.zeros([2, 3]), b: tf.scalar(1, 'int32') }), '{ a: [2, 3], b: int32 [] }'],
];

for (const [what, derivative, found] of derivatives) {
  test(`refuses a derivative with the wrong ${what}`, () => {
    const state: Tensors = { b: tf.scalar(0), a: tf.zeros([2, 3]) };
    const field = bindField(derivative, state, {});
    assert.is(
      messageOf(() => field(tf.scalar(0), state)),
      `Expected the field to return { a: [2, 3], b: [] }, got ${found}. A derivative has the names, shapes and types of its state.  [field_mismatch]`,
    );
  });
}

test('refuses a state without float32 tensors', () => {
  const states = [
    [{}, '{}'],
    [{ y: tf.scalar(1, 'int32') }, '{ y: int32 [] }'],
  ] as const;
  for (const [state, found] of states) {
    assert.is(
      messageOf(() => bindField<Tensors, Tensors>(() => state, state, {})),
      `Expected a state of one or more named float32 tensors, got ${found}. Pass tensors that are not integrated as parameters.  [invalid_state]`,
    );
  }
});

test('passes parameters to the field', () => {
  const field = bindField(
    (_, { y }: { y: Tensor }, { a }: { a: Tensor }) => ({ y: tf.mul(a, y) }),
    { y: tf.scalar(2) },
    { parameters: { a: tf.scalar(3) } },
  );
  assert.equal([...field(tf.scalar(0), { y: tf.scalar(5) }).y.dataSync()], [15]);
});

test.run();
