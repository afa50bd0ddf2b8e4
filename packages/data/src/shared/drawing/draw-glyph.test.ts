import { RandomStream } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { glyphPen, glyphSize } from './draw-glyph';

const test = suite('glyphPen');
const pixels = glyphSize * glyphSize;

const drawOne = (noise: number, stream: string, digit = 8): Uint8Array => {
  const out = new Uint8Array(pixels);
  glyphPen({ noise, distortion: 1 })(digit, new RandomStream(3, stream), out, 0);
  return out;
};

test('draws only at the offset', () => {
  const out = new Uint8Array(3 * pixels).fill(9);
  glyphPen({ noise: 0.1, distortion: 1 })(8, new RandomStream(3, 'one'), out, pixels);
  assert.equal([...out.subarray(pixels, 2 * pixels)], [...drawOne(0.1, 'one')]);
  assert.ok(out.subarray(0, pixels).every((value) => value === 9));
  assert.ok(out.subarray(2 * pixels).every((value) => value === 9));
});

test('draws the same with a used pen as with a new one', () => {
  const pen = glyphPen({ noise: 0.1, distortion: 1 });
  const out = new Uint8Array(pixels);
  pen(3, new RandomStream(3, 'before'), out, 0);
  pen(8, new RandomStream(3, 'one'), out, 0);
  assert.equal([...out], [...drawOne(0.1, 'one')]);
});

test('without noise draws a black background and strokes of full ink', () => {
  for (let i = 0; i < 20; i++) {
    const image = drawOne(0, `clean ${i}`);
    const ink = Math.max(...image);
    assert.ok(ink >= 140, `ink ${ink} is below 0.55 of 255`);
    const black = image.filter((value) => value === 0).length;
    const full = image.filter((value) => value === ink).length;
    assert.ok(black > pixels / 2, `${black} black pixels`);
    assert.ok(full > 20, `${full} pixels of full ink`);
  }
});

test('adds noise of the requested standard deviation, clipped at black', () => {
  // Clipping zero-mean noise at black keeps its positive half, so the mean square is deviation^2 / 2.
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 50; i++) {
    const clean = drawOne(0, `noisy ${i}`);
    const noisy = drawOne(0.2, `noisy ${i}`);
    clean.forEach((value, at) => {
      if (value > 0) return;
      sum += (noisy[at] as number) ** 2;
      count++;
    });
  }
  const deviation = Math.sqrt((2 * sum) / count) / 255;
  assert.ok(Math.abs(deviation - 0.2) < 0.004, `deviation ${deviation}`);
});

test.run();
