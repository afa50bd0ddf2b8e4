import { buildComponent, createScope, type Dataset, type Initializer, type Scope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testEmbedding } from '../testing';
import { assertClose } from '../testing/assert-close';
import { valuesOf } from '../testing/fixture';
import { sampleDataset } from '../testing/sample-dataset';
import { startingValues } from '../testing/starting-values';
import { learned } from './learned';

const test = suite('noprop/learned');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const classesOf = (classes: number): Dataset => ({ ...sampleDataset, classes });
const startOf = (classes: number, options: Readonly<Record<string, unknown>>): Initializer => {
  const { parameters } = buildComponent(learned, options, { dataset: classesOf(classes) });
  return parameters.weight?.init as Initializer;
};
const scopeOf = (weight: Tensor): Scope =>
  createScope({
    group: 'embedding',
    parameters: { weight },
    statistics: {},
    random: hostKey(1, 'unused'),
    training: true,
  }).scope;

test('defaults to twenty dimensions, in one matrix of K rows', () => {
  const { dimension, parameters } = buildComponent(learned, {}, { dataset: classesOf(10) });
  assert.is(dimension, 20);
  assert.equal(parameters, { weight: { shape: [10, 20], init: { kind: 'orthogonal' } } });
});

test('starts orthogonal if possible, otherwise standard normal', () => {
  assert.equal(startOf(20, {}), { kind: 'orthogonal' });
  assert.equal(startOf(21, {}), { kind: 'normal', deviation: 1 });
  assert.equal(startOf(20, { init: 'random' }), { kind: 'normal', deviation: 1 });
});

test('starts with orthonormal rows', async () => {
  const embedding = buildComponent(learned, { dimension: 7 }, { dataset: classesOf(5) });
  const { weight } = (await startingValues(embedding, sampleDataset)) as { weight: Tensor };
  tf.tidy(() => {
    assertClose(valuesOf(tf.matMul(weight, weight, false, true)), valuesOf(tf.eye(5)), 1e-6);
  });
  weight.dispose();
});

test('selects and mixes rows, and passes gradients to the rows it used', () => {
  tf.tidy(() => {
    const embedding = buildComponent(learned, { dimension: 2 }, { dataset: classesOf(3) });
    const weight = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    const labels = tf.tensor1d([2, 0, 2], 'int32');
    const mixture = tf.tensor2d([[0.5, 0.25, 0.25]]);
    assert.equal(valuesOf(embedding.embed(scopeOf(weight), labels)), [5, 6, 1, 2, 5, 6]);
    assert.equal(valuesOf(embedding.mix(scopeOf(weight), mixture)), [2.5, 3.5]);
    const upstream = tf.tensor2d([1, 2, 10, 20, 100, 200], [3, 2]);
    const embedded = tf.grad((w) => tf.sum(tf.mul(upstream, embedding.embed(scopeOf(w), labels))))(weight);
    assert.equal(valuesOf(embedded), [10, 20, 0, 0, 101, 202]);
    const mixed = tf.grad((w) => tf.sum(tf.mul([[1, 2]], embedding.mix(scopeOf(w), mixture))))(weight);
    assert.equal(valuesOf(mixed), [0.5, 1, 0.25, 0.5, 0.25, 0.5]);
  });
});

test.run();

testEmbedding(learned);
testEmbedding(learned, { dimension: 3 });
testEmbedding(learned, { init: 'random' });
