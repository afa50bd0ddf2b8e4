import { buildComponent, createScope, type Dataset } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testEmbedding } from '../testing';
import { valuesOf } from '../testing/fixture';
import { sampleDataset } from '../testing/sample-dataset';
import { oneHot } from './one-hot';

const test = suite('noprop/one-hot');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const dataset: Dataset = { ...sampleDataset, classes: 3 };

test('maps labels to unit vectors and leaves weights unchanged', () => {
  tf.tidy(() => {
    const embedding = buildComponent(oneHot, {}, { dataset });
    const { scope } = createScope({
      group: 'embedding',
      parameters: {},
      statistics: {},
      random: hostKey(1, 'unused'),
      training: true,
    });
    assert.equal([embedding.classes, embedding.dimension, embedding.parameters], [3, 3, {}]);
    assert.equal(valuesOf(embedding.embed(scope, tf.tensor1d([2, 0], 'int32'))), [0, 0, 1, 1, 0, 0]);
    assert.equal(valuesOf(embedding.mix(scope, tf.tensor2d([[0.25, 0.5, 0.25]]))), [0.25, 0.5, 0.25]);
  });
});

test.run();

testEmbedding(oneHot);
testEmbedding(oneHot, {}, dataset);
