import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toPatches } from './patches';

const test = suite('toPatches');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('orders patches row by row, and their values by row, column and color', () => {
  tf.tidy(() => {
    // Pixel values are 10 (4 row + column) + color.
    const pixels = Array.from({ length: 32 }, (_, i) => 10 * Math.floor(i / 2) + (i % 2));
    const patches = toPatches(tf.tensor(pixels, [1, 4, 4, 2]), 2);
    assert.equal(patches.shape, [1, 4, 8]);
    assert.equal([...readTensor(patches)].slice(8, 16), [20, 21, 30, 31, 60, 61, 70, 71], 'top right');
    assert.equal([...readTensor(patches)].slice(16, 24), [80, 81, 90, 91, 120, 121, 130, 131], 'bottom left');
  });
});

test('returns the whole image as one patch', () => {
  tf.tidy(() => {
    const images = tf.reshape(tf.range(0, 24), [2, 2, 2, 3]);
    const patches = toPatches(images, 1);
    assert.equal(patches.shape, [2, 1, 12]);
    assert.equal([...readTensor(patches)], [...readTensor(images)]);
  });
});

test('cuts oblong images into oblong patches', () => {
  tf.tidy(() => {
    const patches = toPatches(tf.reshape(tf.range(0, 8), [1, 2, 4, 1]), 2);
    assert.equal([...readTensor(patches)], [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.equal(patches.shape, [1, 4, 2]);
  });
});

test.run();
