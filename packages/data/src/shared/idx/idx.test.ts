import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { idxFile } from '../testing-files';
import { idxBytes, parseIdx } from './idx';

const test = suite('IDX');
const hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]';

test('reads the sizes and the elements', () => {
  const images = parseIdx(idxFile([2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 255)), 3, 'images');
  assert.equal(images.sizes, [2, 1, 3]);
  assert.equal([...images.elements], [1, 2, 3, 4, 5, 255]);
  const labels = parseIdx(idxFile([2], Uint8Array.of(7, 9)), 1, 'labels');
  assert.equal(labels.sizes, [2]);
  assert.equal([...labels.elements], [7, 9]);
});

test('reads a view with an offset into its buffer', () => {
  const bytes = Buffer.concat([Buffer.alloc(3), idxFile([1], Uint8Array.of(5))]);
  assert.equal([...parseIdx(bytes.subarray(3), 1, 'labels').elements], [5]);
});

test('computes the sizes of the official files', () => {
  assert.is(idxBytes([60_000, 28, 28]), 47_040_016);
  assert.is(idxBytes([60_000]), 60_008);
});

test('refuses a wrong magic number', () => {
  const bytes = idxFile([2], Uint8Array.of(7, 9), 0x0d0a0803);
  assert.is(
    messageOf(() => parseIdx(bytes, 1, 'labels')),
    `labels: expected the magic number 0x00000801 (unsigned bytes, rank 1), got 0x0d0a0803. ${hint}`,
  );
});

test('refuses labels instead of images', () => {
  const bytes = idxFile([9], new Uint8Array(9));
  assert.is(
    messageOf(() => parseIdx(bytes, 3, 'images')),
    `images: expected the magic number 0x00000803 (unsigned bytes, rank 3), got 0x00000801. ${hint}`,
  );
});

test('refuses a file that is shorter than its header', () => {
  assert.is(
    messageOf(() => parseIdx(new Uint8Array(7), 1, 'labels')),
    `labels: expected an IDX header of 8 bytes, got a file of 7 bytes. ${hint}`,
  );
});

for (const held of [11, 13]) {
  test(`refuses ${held} elements if the header announces 12`, () => {
    assert.is(
      messageOf(() => parseIdx(idxFile([2, 2, 3], new Uint8Array(held)), 3, 'images')),
      `images: expected 2 x 2 x 3 = 12 bytes after the header, got ${held}. ${hint}`,
    );
  });
}

test.run();
