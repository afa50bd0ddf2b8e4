import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSplit } from './read-split';
import { idxFile, inTemporaryFolder, rejectionOf, tinyArchive, writeTiny } from './testing-files';

const test = suite('readSplit');
const { archive, plain } = tinyArchive();
const hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]';

/** Reads the train split from a folder in which one file has been replaced. */
const withReplaced = (name: string, contents: Uint8Array, expected: (path: string) => string): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    await writeTiny(folder, false);
    await writeFile(join(folder, name), contents);
    const paths = {
      images: join(folder, 'train-images-idx3-ubyte'),
      labels: join(folder, 'train-labels-idx1-ubyte'),
    };
    assert.is(await rejectionOf(readSplit(archive, 'train', paths)), `${expected(join(folder, name))} ${hint}`);
  });

test('reads images and labels', () =>
  inTemporaryFolder(async (folder) => {
    await writeTiny(folder, true);
    const split = await readSplit(archive, 'train', {
      images: join(folder, 'train-images-idx3-ubyte.gz'),
      labels: join(folder, 'train-labels-idx1-ubyte.gz'),
    });
    assert.is(split.count, 3);
    assert.equal([...split.images.subarray(0, 4)], [0, 4, 8, 12]);
    assert.is(split.images.length, 60);
    assert.equal([...split.labels], [2, 0, 1]);
  }));

test('refuses images of the wrong size', () =>
  withReplaced(
    'train-images-idx3-ubyte',
    idxFile([3, 5, 4], new Uint8Array(60)),
    (path) => `${path}: expected images of 4 x 5, got 5 x 4.`,
  ));

test('refuses fewer labels than images', () =>
  withReplaced(
    'train-labels-idx1-ubyte',
    idxFile([2], Uint8Array.of(2, 0)),
    (path) => `${path}: expected one label per image, got 2 labels and 3 images.`,
  ));

test('refuses more labels than images', () =>
  withReplaced(
    'train-labels-idx1-ubyte',
    idxFile([4], Uint8Array.of(2, 0, 1, 1)),
    (path) => `${path}: expected at most 11 bytes of contents, got more.`,
  ));

test('refuses fewer images and labels than the dataset has', () =>
  inTemporaryFolder(async (folder) => {
    const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
    await writeFile(images, idxFile([1, 4, 5], new Uint8Array(20)));
    await writeFile(labels, idxFile([1], Uint8Array.of(0)));
    assert.is(
      await rejectionOf(readSplit(archive, 'train', { images, labels })),
      `${images}: expected 3 images, got 1. ${hint}`,
    );
  }));

test('refuses a label that is not a class', () =>
  withReplaced(
    'train-labels-idx1-ubyte',
    idxFile([3], Uint8Array.of(2, 3, 1)),
    (path) => `${path}: expected labels from 0 to 2, got 3 at index 1.`,
  ));

test('refuses well-formed but unofficial contents', () =>
  withReplaced(
    'train-labels-idx1-ubyte',
    idxFile([3], Uint8Array.of(2, 0, 0)),
    (path) =>
      `${path}: expected SHA-256 ${archive.files.train.labels.sha256}, ` +
      'got 9d14ce8a82612d5cbb1f14bdd4fb21464e58db5071c9cd821b19af08b147db8a.',
  ));

test('refuses a flip of any single bit', () =>
  inTemporaryFolder(async (folder) => {
    const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
    await writeFile(images, plain.get('train-images-idx3-ubyte') as Buffer);
    const good = plain.get('train-labels-idx1-ubyte') as Buffer;
    for (let bit = 0; bit < 8 * good.length; bit++) {
      const flipped = Buffer.from(good);
      flipped[bit >> 3] = (good[bit >> 3] as number) ^ (1 << (bit & 7));
      await writeFile(labels, flipped);
      const message = await rejectionOf(readSplit(archive, 'train', { images, labels }));
      assert.match(message, '[dataset_corrupt]', `bit ${bit}`);
    }
  }));

test.run();
