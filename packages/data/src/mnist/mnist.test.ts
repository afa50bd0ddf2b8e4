import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildComponent } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejectionOf } from '../shared/testing-files';
import { classCounts, pixelStatistics } from '../shared/testing-statistics';
import { mnist, mnistStatistics } from './mnist';

const test = suite('noprop/mnist');

test('describes MNIST without having it', () => {
  const dataset = buildComponent(mnist, { root: '/nowhere' });
  assert.is(dataset.name, 'mnist');
  assert.equal(dataset.image, { height: 28, width: 28, channels: 1 });
  assert.equal(dataset.classNames, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  assert.equal([dataset.count('train'), dataset.count('test')], [60_000, 10_000]);
});

test('normalises on request, by the published mean and deviation', () => {
  assert.is(buildComponent(mnist, { root: '/nowhere' }).normalization, undefined);
  assert.equal(
    buildComponent(mnist, { root: '/nowhere', normalization: 'per-channel' }).normalization,
    mnistStatistics,
  );
  assert.equal(mnistStatistics, { mean: [0.1307], deviation: [0.3081] });
});

test('a root without the files is refused, and named with what was looked for', async () => {
  assert.is(
    await rejectionOf(buildComponent(mnist, { root: '/nowhere' }).locate()),
    'root  The dataset mnist is wanted in /nowhere, each file plain or as .gz; not found: train-images-idx3-ubyte, ' +
      'train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte. Put the files there, or leave out root to ' +
      'use NOPROP_DATA, the cache or a download.  [dataset_missing]',
  );
});

test('refuses other options', () => {
  assert.is(
    messageOf(() => buildComponent(mnist, { rot: '/nowhere' })),
    'rot  Unknown key "rot". Did you mean "root"?  [unknown_key]',
  );
});

const folder = process.env.NOPROP_DATA;
const real = folder !== undefined && existsSync(join(folder, 'mnist')) ? test : test.skip;

real('the files in NOPROP_DATA are the official ones: classes and pixels as published', async () => {
  const dataset = buildComponent(mnist);
  assert.is((await dataset.locate()).location, join(folder as string, 'mnist'));
  const [train, held] = [await dataset.load('train'), await dataset.load('test')];
  assert.equal(classCounts(train, 10), [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  assert.equal(classCounts(held, 10), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  assert.equal(pixelStatistics(train), ['0.1307', '0.3081']);
});

test.run();
