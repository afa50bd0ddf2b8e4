import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { readCifarSplit } from './read-split';
import { tinyCifar, writeContents } from './testing-cifar';

const test = suite('readCifarSplit');
const hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]';

test('interleaves the color planes into pixels', () =>
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

test('reads the coarse label before the fine label', () =>
  inTemporaryFolder(async (path) => {
    const tiny = await tinyCifar(true);
    await writeContents(tiny, path);
    const split = await readCifarSplit(tiny.archive, 'test', { kind: 'files', origin: 'folder', path });
    assert.equal([...split.images], [80, 82, 84, 81, 83, 85, 86, 88, 90, 87, 89, 91]);
    assert.equal([...split.labels], [0, 1]);
    assert.equal([...(split.coarseLabels ?? [])], [1, 0]);
  }));

for (const coarse of [false, true]) {
  test(`reads the same examples from an archive ${coarse ? 'with superclasses ' : ''}as from its files`, () =>
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

/** Reads the train split from a folder in which the first file has these bytes. */
const withReplaced = (coarse: boolean, bytes: readonly number[], expected: string): Promise<void> =>
  inTemporaryFolder(async (path) => {
    const tiny = await tinyCifar(coarse);
    await writeContents(tiny, path);
    await writeFile(join(path, 'one.bin'), Uint8Array.from(bytes));
    const work = readCifarSplit(tiny.archive, 'train', { kind: 'files', origin: 'folder', path });
    assert.is(await rejectionOf(work), `${join(path, 'one.bin')}: ${expected} ${hint}`);
  });

const zeros = Array<number>(6).fill(0);

test('refuses a label that is not a class', () =>
  withReplaced(false, [0, ...zeros, 3, ...zeros], 'expected labels from 0 to 2, got 3 in record 1.'));

test('refuses a fine label that is not a class', () =>
  withReplaced(true, [1, 9, ...zeros, 1, 0, ...zeros], 'expected labels from 0 to 2, got 9 in record 0.'));

test('refuses a coarse label that does not match the fine label', () =>
  withReplaced(true, [1, 0, ...zeros, 1, 1, ...zeros], 'expected coarse label 0 for fine label 1, got 1 in record 1.'));

for (const length of [0, 13, 15, 140_000]) {
  test(`refuses a file of ${length} bytes`, () =>
    withReplaced(false, Array<number>(length).fill(0), `expected 14 bytes (2 records of 7), got ${length}.`));
}

test('refuses a file with records of another dataset', () =>
  inTemporaryFolder(async (path) => {
    const [fine, coarse] = [await tinyCifar(false), await tinyCifar(true)];
    await writeContents(coarse, path);
    await rename(join(path, 'held.bin'), join(path, 'kept.bin'));
    const work = readCifarSplit(fine.archive, 'train', { kind: 'files', origin: 'folder', path });
    assert.is(await rejectionOf(work), `${join(path, 'one.bin')}: expected 14 bytes (2 records of 7), got 16. ${hint}`);
  }));

test.run();
