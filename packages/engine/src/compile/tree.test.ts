import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestEngine } from '../testing';
import { tf } from '../tf';
import { flatten, signatureOf, unflatten } from './tree';

const test = suite('trees of tensors');

test.before(() => startTestEngine({ backend: 'cpu' }).then(() => undefined));

test('numbers leaves by key and position and restores them in place', () => {
  const [a, b, c] = [tf.scalar(1), tf.ones([2], 'int32'), tf.ones([2, 3], 'bool')];
  const flat = flatten({ z: [a, { y: b }], k: c, none: [] }, 'the input');
  assert.equal(flat.structure, { k: 0, none: [], z: [1, { y: 2 }] });
  assert.ok(flat.leaves[0] === c && flat.leaves[1] === a && flat.leaves[2] === b);
  const tree = unflatten(flat.structure, flat.leaves) as { z: [unknown, { y: unknown }]; k: unknown };
  assert.ok(tree.k === c && tree.z[0] === a && tree.z[1].y === b);
  assert.is(signatureOf(flat), '{"k":0,"none":[],"z":[1,{"y":2}]} bool[2,3] float32[] int32[2]');
});

test('accepts a single tensor as a tree', () => {
  const x = tf.scalar(1);
  const flat = flatten(x, 'the input');
  assert.ok(flat.leaves[0] === x && unflatten(flat.structure, flat.leaves) === x);
  assert.is(signatureOf(flat), '0 float32[]');
});

test('accepts records without a prototype and refuses class instances', () => {
  const bare = Object.assign(Object.create(null), { x: tf.scalar(1) });
  assert.equal(flatten(bare, 'the input').structure, { x: 0 });
  assert.is(
    messageOf(() => flatten({ all: new Map([['x', tf.scalar(1)]]) }, 'the input of step')).split('\n')[0],
    'Expected all in the input of step to be a tensor, or a record or array of tensors, got Map. ' +
      'Wrap a number that changes in tf.scalar(...); capture constants in the closure.',
  );
});

test.run();
