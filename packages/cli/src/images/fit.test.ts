import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fitPicture, invertPicture } from './fit';

const test = suite('fit');

const colour = { height: 1, width: 2, channels: 3, pixels: Uint8Array.of(255, 0, 0, 10, 200, 100) };
const grey = { height: 1, width: 2, channels: 1, pixels: Uint8Array.of(0, 100) };

test('colour to grey by luma', () => {
  // 0.299 * 255 = 76.245; 0.299 * 10 + 0.587 * 200 + 0.114 * 100 = 131.79.
  const { pixels, channels } = fitPicture(colour, { height: 1, width: 2, channels: 1 });
  assert.equal([...pixels], [76, 132]);
  assert.is(channels, 1);
});

test('grey to colour by repetition', () => {
  assert.equal([...fitPicture(grey, { height: 1, width: 2, channels: 3 }).pixels], [0, 0, 0, 100, 100, 100]);
});

test('the size of each channel changes on its own', () => {
  assert.equal([...fitPicture(colour, { height: 1, width: 1, channels: 3 }).pixels], [133, 100, 50]);
  assert.equal([...fitPicture(grey, { height: 1, width: 4, channels: 1 }).pixels], [0, 25, 75, 100]);
});

test('what fits is left alone', () => assert.is(fitPicture(grey, { height: 1, width: 2, channels: 1 }), grey));

test('dark and light change places', () => {
  assert.equal([...invertPicture(colour).pixels], [0, 255, 255, 245, 55, 155]);
});

test.run();
