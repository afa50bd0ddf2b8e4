import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fitPicture, invertPicture } from './fit';

const test = suite('fitPicture, invertPicture');

const color = { height: 1, width: 2, channels: 3, pixels: Uint8Array.of(255, 0, 0, 10, 200, 100) };
const gray = { height: 1, width: 2, channels: 1, pixels: Uint8Array.of(0, 100) };

test('converts color to gray by luma', () => {
  // 0.299 * 255 = 76.245; 0.299 * 10 + 0.587 * 200 + 0.114 * 100 = 131.79.
  const { pixels, channels } = fitPicture(color, { height: 1, width: 2, channels: 1 });
  assert.equal([...pixels], [76, 132]);
  assert.is(channels, 1);
});

test('converts gray to color by repetition', () => {
  assert.equal([...fitPicture(gray, { height: 1, width: 2, channels: 3 }).pixels], [0, 0, 0, 100, 100, 100]);
});

test('resizes each channel separately', () => {
  assert.equal([...fitPicture(color, { height: 1, width: 1, channels: 3 }).pixels], [133, 100, 50]);
  assert.equal([...fitPicture(gray, { height: 1, width: 4, channels: 1 }).pixels], [0, 25, 75, 100]);
});

test('returns a picture that fits unchanged', () =>
  assert.is(fitPicture(gray, { height: 1, width: 2, channels: 1 }), gray));

test('swaps dark and light', () => {
  assert.equal([...invertPicture(color).pixels], [0, 255, 255, 245, 55, 155]);
});

test.run();
