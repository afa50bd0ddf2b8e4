import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildComponent } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejectionOf } from '../shared/testing-files';
import { classCounts } from '../shared/testing-statistics';
import { testDataset } from '../testing';
import { cifar100, cifar100Statistics } from './cifar-100';
import { coarseNames, coarseOfFine, fineNames } from './class-names';

const test = suite('noprop/cifar-100');

// Files of the right size. Record r of train.bin has class r mod 100, red r mod 251, green 0 and blue 7.
const root = mkdtempSync(join(tmpdir(), 'noprop-data-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
const write = (name: string, records: number, from: number): void => {
  const bytes = Buffer.alloc(3074 * records);
  for (let r = 0; r < records; r++) {
    const at = 3074 * r;
    bytes[at] = coarseOfFine[r % 100] as number;
    bytes[at + 1] = r % 100;
    bytes.fill((from + r) % 251, at + 2, at + 2 + 1024);
    bytes.fill(7, at + 2 + 2048, at + 2 + 3072);
  }
  writeFileSync(join(root, name), bytes);
};
write('train.bin', 50_000, 0);
write('test.bin', 10_000, 50);

test('describes CIFAR-100 without its files', () => {
  const dataset = buildComponent(cifar100, { root: '/nowhere' });
  assert.is(dataset.name, 'cifar-100');
  assert.equal(dataset.image, { height: 32, width: 32, channels: 3 });
  assert.is(dataset.classes, 100);
  assert.equal([dataset.count('train'), dataset.count('test')], [50_000, 10_000]);
  assert.is(dataset.normalization, undefined);
});

test('lists the classes alphabetically, five per superclass', () => {
  assert.equal([fineNames.length, coarseNames.length], [100, 20]);
  assert.equal([...fineNames].sort(), fineNames);
  assert.equal([...coarseNames].sort(), coarseNames);
  const members = coarseNames.map((_, coarse) => coarseOfFine.filter((each) => each === coarse).length);
  assert.equal(members, Array(20).fill(5));
  // Official labels: apple is a fruit (4), aquarium_fish a fish (1), baby one of the people (14).
  assert.equal(coarseOfFine.slice(0, 10), [4, 1, 14, 8, 0, 6, 7, 7, 18, 3]);
  assert.equal(coarseOfFine.slice(90), [18, 1, 2, 15, 6, 0, 17, 8, 14, 13]);
});

test('refuses a root without the files', async () => {
  assert.is(
    await rejectionOf(buildComponent(cifar100, { root: '/nowhere' }).load('train')),
    'root  No complete copy of cifar-100 in /nowhere; missing: train.bin, test.bin. Put the files there (directly, ' +
      'in cifar-100-binary/ or as cifar-100-binary.tar.gz), or remove root to use NOPROP_DATA, the cache or a ' +
      'download.  [dataset_missing]',
  );
});

test('normalizes on request', () => {
  const { normalization } = buildComponent(cifar100, { root: '/nowhere', normalization: 'per-channel' });
  assert.equal(normalization, cifar100Statistics);
});

test('reads files of the official size and uses the fine label as the label', async () => {
  const dataset = buildComponent(cifar100, { root });
  const note = 'train.bin is an unknown copy; test.bin is an unknown copy';
  assert.equal(await dataset.locate(), { origin: 'folder', location: `${root} (${note})`, note });
  const split = await dataset.load('train');
  assert.equal(classCounts(split, 100), Array(100).fill(500));
  assert.equal([split.labels[49_999], split.coarseLabels?.[49_999]], [99, 13]);
  assert.equal([...split.images.subarray(-6)], [50, 0, 7, 50, 0, 7]);
});

test.run();

testDataset(cifar100, { root, normalization: 'per-channel' });
