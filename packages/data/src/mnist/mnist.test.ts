import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildComponent } from '@noprop/core';
import { messageOf, requiring } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejectionOf } from '../shared/testing-files';
import { classCounts, pixelStatistics } from '../shared/testing-statistics';
import { mnist, mnistStatistics } from './mnist';

const test = suite('noprop/mnist');

test('describes MNIST without its files', () => {
  const dataset = buildComponent(mnist, { root: '/nowhere' });
  assert.is(dataset.name, 'mnist');
  assert.equal(dataset.image, { height: 28, width: 28, channels: 1 });
  assert.equal(dataset.classNames, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  assert.equal([dataset.count('train'), dataset.count('test')], [60_000, 10_000]);
});

test('normalizes on request with the published mean and deviation', () => {
  assert.is(buildComponent(mnist, { root: '/nowhere' }).normalization, undefined);
  assert.equal(
    buildComponent(mnist, { root: '/nowhere', normalization: 'per-channel' }).normalization,
    mnistStatistics,
  );
  assert.equal(mnistStatistics, { mean: [0.1307], deviation: [0.3081] });
});

test('refuses a root without the files and lists the missing ones', async () => {
  assert.is(
    await rejectionOf(buildComponent(mnist, { root: '/nowhere' }).locate()),
    'root  No complete copy of mnist in /nowhere; missing: train-images-idx3-ubyte, train-labels-idx1-ubyte, ' +
      't10k-images-idx3-ubyte, t10k-labels-idx1-ubyte. Put the files there (each plain or as .gz), or remove root to ' +
      'use NOPROP_DATA, the cache or a download.  [dataset_missing]',
  );
});

test('refuses an unknown option', () => {
  assert.is(
    messageOf(() => buildComponent(mnist, { rot: '/nowhere' })),
    'rot  Unknown key "rot". Did you mean "root"?  [unknown_key]',
  );
});

const folder = process.env.NOPROP_DATA;
const real = requiring(test, {
  isMet: folder !== undefined && existsSync(join(folder, 'mnist')),
  needs: 'the real MNIST files',
  command: 'NOPROP_DATA=/folder/with/mnist npm test -- data/src/mnist',
});

real('the files in NOPROP_DATA have the published class counts and pixel statistics', async () => {
  const dataset = buildComponent(mnist);
  assert.is((await dataset.locate()).location, join(folder as string, 'mnist'));
  const [train, held] = [await dataset.load('train'), await dataset.load('test')];
  assert.equal(classCounts(train, 10), [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  assert.equal(classCounts(held, 10), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  assert.equal(pixelStatistics(train), ['0.1307', '0.3081']);
});

test.run();
