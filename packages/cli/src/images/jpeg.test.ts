import { NopropError } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { encode } from 'jpeg-js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeJpeg, isJpeg } from './jpeg';
import { greyJpeg, progressiveJpeg } from './testing-files';

const test = suite('JPEG');
const tail = 'The file was damaged; use a fresh copy.  [image_unreadable]';

for (const [kind, file] of [
  ['baseline', greyJpeg],
  ['progressive', progressiveJpeg],
] as const) {
  test(`one component is grey: ${kind}`, () => {
    const { height, width, channels, pixels } = decodeJpeg(file, 'a');
    assert.equal([height, width, channels, pixels.length], [8, 16, 1, 128]);
    pixels.forEach((value, i) => {
      assert.ok(Math.abs(value - 16 * (i % 16)) <= 4, `pixel ${i} is ${value}`);
    });
    assert.ok(isJpeg(file));
  });
}

test('three components are colour', () => {
  const data = Buffer.from(Array.from({ length: 6 * 4 }, () => [200, 30, 60, 255]).flat());
  const { height, width, channels, pixels } = decodeJpeg(encode({ width: 6, height: 4, data }, 95).data, 'a');
  assert.equal([height, width, channels, pixels.length], [4, 6, 3, 72]);
  pixels.forEach((value, i) => {
    assert.ok(Math.abs(value - ([200, 30, 60][i % 3] as number)) <= 3, `value ${i} is ${value}`);
  });
});

test('a file that ends anywhere is refused', () => {
  for (let length = 3; length < greyJpeg.length; length++) {
    const message = messageOf(() => decodeJpeg(greyJpeg.subarray(0, length), 'a'));
    assert.ok(message.startsWith('a  A whole JPEG is wanted, but it') && message.endsWith(tail), message);
  }
  assert.is(
    messageOf(() => decodeJpeg(greyJpeg.subarray(0, 50), 'a')),
    `a  A whole JPEG is wanted, but it ends before its picture begins. ${tail}`,
  );
  assert.is(
    messageOf(() => decodeJpeg(greyJpeg.subarray(0, greyJpeg.length - 1), 'a')),
    `a  A whole JPEG is wanted, but it breaks off before its end marker. ${tail}`,
  );
});

test('a file with any changed byte is refused or is an image', () => {
  let images = 0;
  for (const file of [greyJpeg, progressiveJpeg]) {
    for (let at = 3; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (file[at] as number) ^ 0x15;
      try {
        const { height, width, channels, pixels } = decodeJpeg(changed, 'a');
        assert.is(pixels.length, height * width * channels);
        images++;
      } catch (error) {
        if (!(error instanceof NopropError)) throw error;
      }
    }
  }
  assert.ok(images > 0);
});

test.run();
