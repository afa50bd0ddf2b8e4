import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../run-cli';
import { type ReadOptions, readImages } from './read-images';
import { grayJpeg, idxFile, pngFile } from './testing-files';

const test = suite('readImages');

const tiny = { height: 1, width: 2, channels: 1 };
const cifar = { height: 32, width: 32, channels: 3 };
const options: ReadOptions = { shape: tiny, classes: 10, fit: false, invert: false };

/** Reads operands relative to a folder; names and messages are relative to it too. */
type Read = (
  operands: readonly string[],
  changes?: Partial<ReadOptions>,
) => {
  readonly images: readonly (readonly [name: string, label: number | undefined, pixels: readonly number[]])[];
  readonly issues: readonly string[];
};

/** Writes files to a temporary folder, next to a folder named `folder`. */
function withFiles(files: Readonly<Record<string, Uint8Array>>, use: (read: Read) => void): Promise<void> {
  return withFolder((folder) => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    mkdirSync(join(folder, 'folder'));
    const short = (text: string): string => text.replaceAll(`${folder}/`, '');
    use((operands, changes = {}) => {
      const paths = operands.map((operand) => join(folder, operand));
      const { images, issues } = readImages(paths, { ...options, ...changes });
      return {
        images: images.map(({ name, label, picture }) => [short(name), label, [...picture.pixels]]),
        issues: issues.map(renderIssue).map(short),
      };
    });
  });
}

const three = idxFile([3, 1, 2], Uint8Array.of(1, 2, 3, 4, 5, 6));

test('recognizes formats by content, not by name', () =>
  withFiles({ 'a.jpg': pngFile(1, 2, 1, [7, 9]), b: grayJpeg }, (read) => {
    assert.equal(read(['a.jpg']).images, [['a.jpg', undefined, [7, 9]]]);
    assert.equal(read(['b'], { shape: { height: 8, width: 16, channels: 1 } }).images[0]?.[2].length, 128);
  }));

test('reads slices of an IDX file, plain or gzip, with the labels next to it', () =>
  withFiles(
    {
      'x-images-idx3-ubyte.gz': gzipSync(three),
      'x-labels-idx1-ubyte': idxFile([3], Uint8Array.of(9, 8, 7)),
      plain: three,
    },
    (read) => {
      const all = [
        ['x-images-idx3-ubyte.gz[0]', 9, [1, 2]],
        ['x-images-idx3-ubyte.gz[1]', 8, [3, 4]],
        ['x-images-idx3-ubyte.gz[2]', 7, [5, 6]],
      ];
      const name = 'x-images-idx3-ubyte.gz';
      assert.equal(read([name]).images, all);
      for (const [suffix, expected] of [
        ['[1]', all.slice(1, 2)],
        ['[0:2]', all.slice(0, 2)],
        ['[1:]', all.slice(1)],
        ['[:1]', all.slice(0, 1)],
        ['[:]', all],
      ] as const) {
        assert.equal(read([name + suffix]).images, expected, suffix);
      }
      assert.equal(read(['plain[2]']).images, [['plain[2]', undefined, [5, 6]]]);
    },
  ));

test('reads the whole file if its name looks like a slice', () =>
  withFiles({ 'a[3]': pngFile(1, 2, 1, [7, 9]) }, (read) => {
    assert.equal(read(['a[3]']).images, [['a[3]', undefined, [7, 9]]]);
  }));

test('reads CIFAR records: planes become pixels, and the (fine) label is the true class', () => {
  const planes = Uint8Array.from({ length: 3072 }, (_, i) => Math.floor(i / 1024) * 100 + (i % 1024 === 1 ? 5 : 0));
  const files = {
    'ten.bin': Buffer.concat([Buffer.of(3), planes, Buffer.of(8), planes]),
    'hundred.bin': Buffer.concat([Buffer.of(3, 77), planes]),
  };
  return withFiles(files, (read) => {
    const [[name, label, pixels] = []] = read(['ten.bin[1]'], { shape: cifar }).images;
    assert.equal(
      [name, label, pixels?.length, ...(pixels ?? []).slice(0, 6)],
      ['ten.bin[1]', 8, 3072, 0, 100, 200, 5, 105, 205],
    );
    assert.is(read(['hundred.bin'], { shape: cifar, classes: 100 }).images[0]?.[1], 77);
  });
});

test('converts images with --fit and --invert', () =>
  withFiles({ a: pngFile(1, 4, 3, [0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255]) }, (read) => {
    assert.equal(read(['a'], { fit: true }).images[0]?.[2], [0, 255]);
    assert.equal(read(['a'], { fit: true, invert: true }).images[0]?.[2], [255, 0]);
  }));

const GIVE = 'Give the path of an image file.  [image_unreadable]';

test('reports every bad operand and reads the others', () => {
  const files = {
    good: pngFile(1, 2, 1, [7, 9]),
    'color.png': pngFile(32, 32, 3, new Uint8Array(3072)),
    'note.txt': Buffer.from('hello'),
    empty: Buffer.alloc(0),
    'cut.gz': gzipSync(three).subarray(0, 20),
    'labels-idx1': idxFile([3], Uint8Array.of(1, 2, 3)),
    'short-idx3': three.subarray(0, three.length - 1),
    idx: three,
    'y-images': three,
    'y-labels': idxFile([2], Uint8Array.of(1, 2)),
  };
  return withFiles(files, (read) => {
    const operands = ['no-such.png', 'folder', 'color.png', 'note.txt', 'empty', 'good', 'cut.gz', 'labels-idx1'];
    const { images, issues } = read([...operands, 'short-idx3', 'idx[3]', 'idx[2:1]', 'good[0]', 'y-images[0]']);
    assert.equal(images, [['good', undefined, [7, 9]]]);
    assert.equal(issues, [
      `no-such.png  Cannot read the image: no such file. ${GIVE}`,
      `folder  Not a regular file. ${GIVE}`,
      'color.png  Expected an image of 1 x 2 gray, got 32 x 32 color. Add --fit to convert it.  [image_unfit]',
      'note.txt  Not a PNG, JPEG, IDX or CIFAR binary file: it has 5 bytes and starts with 68656c6c. Convert it to PNG first.  [image_unreadable]',
      'empty  Not a PNG, JPEG, IDX or CIFAR binary file: it has 0 bytes. Convert it to PNG first.  [image_unreadable]',
      'cut.gz  Damaged gzip file: it cannot be unpacked (unexpected end of file). Use a fresh copy of the file.  [image_unreadable]',
      'labels-idx1  Invalid IDX file of images: its rank is 1, not 3. Give a file such as t10k-images-idx3-ubyte.gz.  [image_unreadable]',
      'short-idx3  Invalid IDX file of images: its shape 3 x 1 x 2 takes 6 bytes, but it has 5. Give a file such as t10k-images-idx3-ubyte.gz.  [image_unreadable]',
      'idx[3]  Invalid range [3:4]: the file holds 3 images, counted from 0. Use [index] or [begin:end]; the end is not included.  [slice_out_of_range]',
      'idx[2:1]  Invalid range [2:1]: the file holds 3 images, counted from 0. Use [index] or [begin:end]; the end is not included.  [slice_out_of_range]',
      'good[0]  This file holds a single image. Leave out the brackets.  [image_unreadable]',
      'y-labels  Expected one label per image, got 2 labels for 3 images. Replace this file, or move it away to predict without labels.  [image_unreadable]',
    ]);
  });
});

test('refuses an IDX file without pixels or with images that are too large', () => {
  const files = {
    rows: idxFile([5, 0, 28], Buffer.alloc(0)),
    columns: idxFile([5, 28, 0], Buffer.alloc(0)),
    none: idxFile([0, 28, 28], Buffer.alloc(0)),
    large: idxFile([1, 7072, 7072], Buffer.alloc(7072 ** 2)),
  };
  return withFiles(files, (read) => {
    const { images, issues } = read(['rows', 'columns', 'none', 'large'], { fit: true });
    assert.equal(images, []);
    const hint = 'Give a file such as t10k-images-idx3-ubyte.gz.  [image_unreadable]';
    assert.equal(issues, [
      `rows  Invalid IDX file of images: its shape 5 x 0 x 28 is empty. ${hint}`,
      `columns  Invalid IDX file of images: its shape 5 x 28 x 0 is empty. ${hint}`,
      `none  Invalid IDX file of images: its shape 0 x 28 x 28 is empty. ${hint}`,
      'large  Expected an image of at most 50000000 pixels, got 7072 x 7072. Make it smaller first.  [image_unreadable]',
    ]);
  });
});

test('limits the images of one prediction, over all operands', () => {
  const many = idxFile([100_001, 1, 2], Buffer.alloc(200_002));
  return withFiles({ many, ten: Buffer.alloc(3073), one: pngFile(1, 2, 1, [7, 9]) }, (read) => {
    const hint = 'Predict them in parts, such as [0:100000].  [too_many_images]';
    const whole = read(['many', 'many[100000]']);
    assert.equal(whole.images, [['many[100000]', undefined, [0, 0]]]);
    assert.equal(whole.issues, [`many  Expected at most 100000 images at once, got 100001. ${hint}`]);
    const { images, issues } = read(['many[:100000]', 'ten', 'one']);
    assert.is(images.length, 100_000);
    const problem = 'Expected at most 100000 images at once, got 1 after 100000 others.';
    assert.equal(issues, [`ten  ${problem} ${hint}`, `one  ${problem} ${hint}`]);
  });
});

test.run();
