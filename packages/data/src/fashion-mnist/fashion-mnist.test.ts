import { existsSync } from 'node:fs';
import { buildComponent } from '@noprop/core';
import { requiring } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createIdxDataset } from '../shared/idx-dataset';
import { rejectionOf } from '../shared/testing-files';
import { classCounts, pixelStatistics } from '../shared/testing-statistics';
import { fashionMnist, fashionMnistArchive, fashionMnistStatistics } from './fashion-mnist';

const test = suite('noprop/fashion-mnist');

test('describes Fashion-MNIST without its files', () => {
  const dataset = buildComponent(fashionMnist, { root: '/nowhere' });
  assert.is(dataset.name, 'fashion-mnist');
  assert.equal(dataset.image, { height: 28, width: 28, channels: 1 });
  assert.is(dataset.classes, 10);
  assert.is(dataset.classNames.join(), 'T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot');
  assert.equal([dataset.count('train'), dataset.count('test')], [60_000, 10_000]);
});

test('normalizes on request with the published mean and deviation', () => {
  assert.is(buildComponent(fashionMnist, { root: '/nowhere' }).normalization, undefined);
  assert.equal(
    buildComponent(fashionMnist, { root: '/nowhere', normalization: 'per-channel' }).normalization,
    fashionMnistStatistics,
  );
  assert.equal(fashionMnistStatistics, { mean: [0.286], deviation: [0.353] });
});

test('refuses a root without the files', async () => {
  assert.is(
    await rejectionOf(buildComponent(fashionMnist, { root: '/nowhere' }).load('train')),
    'root  No complete copy of fashion-mnist in /nowhere; missing: train-images-idx3-ubyte, train-labels-idx1-ubyte, ' +
      't10k-images-idx3-ubyte, t10k-labels-idx1-ubyte. Put the files there (each plain or as .gz), or remove root to ' +
      'use NOPROP_DATA, the cache or a download.  [dataset_missing]',
  );
});

const { debian = '' } = fashionMnistArchive;
const real = requiring(test, {
  isMet: existsSync(debian),
  needs: "Debian's package of Fashion-MNIST",
  command: 'apt-get install dataset-fashion-mnist && npm test -- fashion-mnist',
});

real("the files of Debian's package have the published class counts and pixel statistics", async () => {
  const dataset = createIdxDataset(fashionMnistArchive, { environment: { NOPROP_CACHE: '/nowhere' } });
  assert.equal(await dataset.locate(), { origin: 'debian', location: debian });
  const [train, held] = [await dataset.load('train'), await dataset.load('test')];
  assert.equal(classCounts(train, 10), Array(10).fill(6000));
  assert.equal(classCounts(held, 10), Array(10).fill(1000));
  assert.equal(pixelStatistics(train), ['0.2860', '0.3530']);
  assert.equal([...train.labels.subarray(0, 4)], [9, 0, 0, 3]);
});

test.run();
