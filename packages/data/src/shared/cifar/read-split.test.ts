import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { readCifarSplit } from './read-split';
import { tinyCifar, writeContents } from './testing-cifar';

const test = suite('readCifarSplit');
const hint = 'Replace it by the official file, or remove it if it may be downloaded.  [dataset_corrupt]';

test('planes become rows of pixels: red, green and blue of a pixel side by side', () =>
  inTemporaryFolder(async (path) => {
    const tiny = await tinyCifar(false);
    await writeContents(tiny, path);
    const split = await readCifarSplit(tiny.archive, 'train', { kind: 'files', origin: 'folder', path });
    // The planes of the first image are [0 1] [2 3] [4 5], those of the second [6 7] [8 9] [10 11].
    assert.equal([...split.images.subarray(0, 12)], [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
    assert.equal([...split.images.subarray(12)], [40, 42, 44, 41, 43, 45, 46, 48, 50, 47, 49, 51]);
    assert.equal([...split.labels], [2, 0, 1, 2]);
    assert.equal([split.count, split.coarseLabels], [4, undefined]);
  }));

test('the coarse label comes first in a record, the fine one is the label', () =>
  inTemporaryFolder(async (path) => {
    const tiny = await tinyCifar(true);
    await writeContents(tiny, path);
    const split = await readCifarSplit(tiny.archive, 'test', { kind: 'files', origin: 'folder', path });
    assert.equal([...split.images], [80, 82, 84, 81, 83, 85, 86, 88, 90, 87, 89, 91]);
    assert.equal([...split.labels], [0, 1]);
    assert.equal([...(split.coarseLabels ?? [])], [1, 0]);
  }));

for (const coarse of [false, true]) {
  test(`an archive ${coarse ? 'with superclasses ' : ''}gives what its files give, in the order of the examples`, () =>
    inTemporaryFolder(async (folder) => {
      const tiny = await tinyCifar(coarse);
      await writeContents(tiny, folder);
      const packed = join(folder, 'tiny-binary.tar.gz');
      await writeFile(packed, tiny.packed);
      for (const split of ['train', 'test'] as const) {
        assert.equal(
          await readCifarSplit(tiny.archive, split, { kind: 'archive', origin: 'folder', path: packed }),
          await readCifarSplit(tiny.archive, split, { kind: 'files', origin: 'folder', path: folder }),
        );
      }
    }));
}

/** Reads the train split of a folder in which the first file holds other bytes. */
const withReplaced = (coarse: boolean, bytes: readonly number[], expected: string): Promise<void> =>
  inTemporaryFolder(async (path) => {
    const tiny = await tinyCifar(coarse);
    await writeContents(tiny, path);
    await writeFile(join(path, 'one.bin'), Uint8Array.from(bytes));
    const work = readCifarSplit(tiny.archive, 'train', { kind: 'files', origin: 'folder', path });
    assert.is(await rejectionOf(work), `${join(path, 'one.bin')}: ${expected} ${hint}`);
  });

const zeros = Array<number>(6).fill(0);

test('refuses a label that is no class', () =>
  withReplaced(false, [0, ...zeros, 3, ...zeros], 'wanted labels from 0 to 2, found 3 in record 1.'));

test('refuses a fine label that is no class', () =>
  withReplaced(true, [1, 9, ...zeros, 1, 0, ...zeros], 'wanted labels from 0 to 2, found 9 in record 0.'));

test("refuses a coarse label that is not the fine label's", () =>
  withReplaced(
    true,
    [1, 0, ...zeros, 1, 1, ...zeros],
    'wanted the coarse label 0 beside the fine label 1, found 1 in record 1.',
  ));

for (const length of [0, 13, 15, 140_000]) {
  test(`refuses a file of ${length} bytes`, () =>
    withReplaced(false, Array<number>(length).fill(0), `wanted 14 bytes (2 records of 7), found ${length}.`));
}

test('refuses the file of a dataset with other records', () =>
  inTemporaryFolder(async (path) => {
    const [fine, coarse] = [await tinyCifar(false), await tinyCifar(true)];
    await writeContents(coarse, path);
    await rename(join(path, 'held.bin'), join(path, 'kept.bin'));
    const work = readCifarSplit(fine.archive, 'train', { kind: 'files', origin: 'folder', path });
    assert.is(await rejectionOf(work), `${join(path, 'one.bin')}: wanted 14 bytes (2 records of 7), found 16. ${hint}`);
  }));

test.run();
