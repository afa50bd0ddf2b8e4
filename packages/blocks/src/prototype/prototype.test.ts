import { buildComponent, type Dataset } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testEmbedding } from '../testing';
import { valuesOf } from '../testing/fixture';
import { sampleDataset } from '../testing/sample-dataset';
import { startingValues } from '../testing/starting-values';
import { prototype } from './prototype';

const test = suite('noprop/prototype');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const build = (options: Readonly<Record<string, unknown>>, dataset: Dataset) =>
  buildComponent(prototype, options, { dataset });

test('has one dimension per number of an image', () => {
  const dataset = { ...sampleDataset, image: { height: 32, width: 32, channels: 3 }, classes: 100 };
  assert.equal(build({}, dataset).parameters.weight?.shape, [100, 3072]);
});

test('starts with prototypes, orthonormal rows or standard normal numbers', () => {
  const startOf = (init: string, classes = 5) => build({ init }, { ...sampleDataset, classes }).parameters.weight?.init;
  const { kind, summary } = startOf('prototype') as { kind: string; summary: string };
  assert.is(kind, 'data');
  assert.is(summary, 'the training image of each class with the smallest median distance to the others of its class');
  assert.equal(startOf('orthogonal'), { kind: 'orthogonal' });
  assert.equal(startOf('orthogonal', 17), { kind: 'normal', deviation: 1 });
  assert.equal(startOf('random'), { kind: 'normal', deviation: 1 });
});

test('takes each prototype from the training images of its class', async () => {
  const { weight } = (await startingValues(build({}, sampleDataset), sampleDataset)) as { weight: Tensor };
  const { images, labels } = await sampleDataset.load('train');
  const bytes = valuesOf(weight).map((value) => Math.round(255 * value));
  weight.dispose();
  for (let k = 0; k < 5; k++) {
    const prototypeBytes = String(bytes.slice(16 * k, 16 * (k + 1)));
    const found = [...labels.keys()].filter((i) => String(images.subarray(16 * i, 16 * (i + 1))) === prototypeBytes);
    assert.equal(
      found.map((i) => labels[i]),
      [k],
    );
  }
});

test.run();

testEmbedding(prototype);
testEmbedding(prototype, { init: 'orthogonal' });
testEmbedding(prototype, { init: 'random' });
