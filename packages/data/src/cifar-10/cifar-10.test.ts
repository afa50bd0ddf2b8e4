import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildComponent, type DatasetSplit } from '@noprop/core';
import { messageOf, requiring } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cifarFiles, fileBytes } from '../shared/cifar/archive';
import { rejectionOf } from '../shared/testing-files';
import { channelStatistics, classCounts } from '../shared/testing-statistics';
import { testDataset } from '../testing';
import { cifar10, cifar10Archive, cifar10Statistics } from './cifar-10';

const test = suite('noprop/cifar-10');

test('describes CIFAR-10 without its files', () => {
  const dataset = buildComponent(cifar10, { root: '/nowhere' });
  assert.is(dataset.name, 'cifar-10');
  assert.equal(dataset.image, { height: 32, width: 32, channels: 3 });
  assert.is(dataset.classNames.join(), 'airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck');
  assert.equal([dataset.count('train'), dataset.count('test')], [50_000, 10_000]);
  assert.is(dataset.normalization, undefined);
});

test('has six files of 10,000 records of 3,073 bytes', () => {
  assert.equal(
    cifarFiles(cifar10Archive).map((file) => `${file.name} ${fileBytes(cifar10Archive, file)}`),
    [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin 30730000`).concat('test_batch.bin 30730000'),
  );
});

test('refuses a root without the files and lists the missing ones', async () => {
  assert.is(
    await rejectionOf(buildComponent(cifar10, { root: '/nowhere' }).locate()),
    'root  No complete copy of cifar-10 in /nowhere; missing: data_batch_1.bin, data_batch_2.bin, ' +
      'data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin. Put the files there (directly, in ' +
      'cifar-10-batches-bin/ or as cifar-10-binary.tar.gz), or remove root to use NOPROP_DATA, the cache or a ' +
      'download.  [dataset_missing]',
  );
});

test('normalizes on request, only per channel', () => {
  const { normalization } = buildComponent(cifar10, { root: '/nowhere', normalization: 'per-channel' });
  assert.equal(normalization, cifar10Statistics);
  assert.is(
    messageOf(() => buildComponent(cifar10, { normalization: 'per-pixel' })),
    'normalization  Expected one of none, per-channel, got "per-pixel".  [not_a_choice]',
  );
});

const folder = process.env.NOPROP_DATA ?? '';
const here = existsSync(join(folder, 'cifar-10'));
const real = requiring(test, {
  isMet: here,
  needs: 'the real CIFAR-10 files',
  command: 'NOPROP_DATA=/folder/with/cifar-10 npm test -- data/src/cifar-10',
});
let train: DatasetSplit;

real('the files in NOPROP_DATA have balanced classes and the published first labels', async () => {
  const dataset = buildComponent(cifar10);
  assert.match((await dataset.locate()).location, join(folder, 'cifar-10'));
  const held = await dataset.load('test');
  train = await dataset.load('train');
  assert.equal(classCounts(train, 10), Array(10).fill(5000));
  assert.equal(classCounts(held, 10), Array(10).fill(1000));
  const names = ({ labels }: DatasetSplit) => [...labels.subarray(0, 4)].map((label) => dataset.classNames[label]);
  assert.equal(names(train), ['frog', 'truck', 'truck', 'deer']);
  assert.equal(names(held), ['cat', 'ship', 'ship', 'airplane']);
});

real('the statistics match the training images to twelve digits', () => {
  const { mean, deviation } = channelStatistics(train, 3);
  for (const [c, value] of cifar10Statistics.mean.entries()) assert.ok(Math.abs((mean[c] as number) - value) < 1e-12);
  for (const [c, value] of cifar10Statistics.deviation.entries()) {
    assert.ok(Math.abs((deviation[c] as number) - value) < 1e-12, `channel ${c}: ${deviation[c]}`);
  }
});

test.run();

if (here) testDataset(cifar10, { normalization: 'per-channel' });
