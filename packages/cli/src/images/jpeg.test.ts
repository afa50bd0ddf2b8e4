import { NopropError } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { encode } from 'jpeg-js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeJpeg, isJpeg } from './jpeg';
import { grayJpeg, progressiveJpeg } from './testing-files';

const test = suite('JPEG');
const tail = 'Use a fresh copy of the file.  [image_unreadable]';

for (const [kind, file] of [
  ['baseline', grayJpeg],
  ['progressive', progressiveJpeg],
] as const) {
  test(`decodes one component as gray: ${kind}`, () => {
    const { height, width, channels, pixels } = decodeJpeg(file, 'a');
    assert.equal([height, width, channels, pixels.length], [8, 16, 1, 128]);
    pixels.forEach((value, i) => {
      assert.ok(Math.abs(value - 16 * (i % 16)) <= 4, `pixel ${i} is ${value}`);
    });
    assert.ok(isJpeg(file));
  });
}

test('decodes three components as color', () => {
  const data = Buffer.from(Array.from({ length: 6 * 4 }, () => [200, 30, 60, 255]).flat());
  const { height, width, channels, pixels } = decodeJpeg(encode({ width: 6, height: 4, data }, 95).data, 'a');
  assert.equal([height, width, channels, pixels.length], [4, 6, 3, 72]);
  pixels.forEach((value, i) => {
    assert.ok(Math.abs(value - ([200, 30, 60][i % 3] as number)) <= 3, `value ${i} is ${value}`);
  });
});

test('refuses a file cut at any byte', () => {
  for (let length = 3; length < grayJpeg.length; length++) {
    const message = messageOf(() => decodeJpeg(grayJpeg.subarray(0, length), 'a'));
    assert.ok(message.startsWith('a  Damaged JPEG: it') && message.endsWith(tail), message);
  }
  assert.is(
    messageOf(() => decodeJpeg(grayJpeg.subarray(0, 50), 'a')),
    `a  Damaged JPEG: it ends before the image starts. ${tail}`,
  );
  assert.is(
    messageOf(() => decodeJpeg(grayJpeg.subarray(0, grayJpeg.length - 1), 'a')),
    `a  Damaged JPEG: it ends before its end marker. ${tail}`,
  );
});

test('refuses a file with any changed byte, or decodes it to an image', () => {
  let images = 0;
  for (const file of [grayJpeg, progressiveJpeg]) {
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

/** A file that declares another size in its frame header. */
function declaring(height: number, width: number): Buffer {
  const file = Buffer.from(grayJpeg);
  const frame = file.indexOf(Buffer.of(0xff, 0xc0));
  file.writeUInt16BE(height, frame + 5);
  file.writeUInt16BE(width, frame + 7);
  return file;
}

test('calls an image with too many pixels for the decoder too large, not damaged', () => {
  for (const [height, width] of [
    [7000, 7000],
    [5000, 5001],
  ] as const) {
    assert.is(
      messageOf(() => decodeJpeg(declaring(height, width), 'a')),
      `a  Expected an image of at most 25000000 pixels, got ${height} x ${width}. Make it smaller first.  [image_unreadable]`,
    );
  }
});

test('reports the memory limit of the decoder as a limit', () => {
  const file = Buffer.from(grayJpeg);
  // A frame of nine components: 9 x 256 bytes for every 64 of 25 million pixels are 858 MiB.
  const frame = file.indexOf(Buffer.of(0xff, 0xc0));
  const components = Array.from({ length: 9 }, (_, i) => [i + 1, 0x11, 0]).flat();
  const header = Buffer.from([
    0xff,
    0xc0,
    0,
    8 + 27,
    8,
    5000 >> 8,
    5000 & 255,
    5000 >> 8,
    5000 & 255,
    9,
    ...components,
  ]);
  const costly = Buffer.concat([
    file.subarray(0, frame),
    header,
    file.subarray(frame + 2 + file.readUInt16BE(frame + 2)),
  ]);
  assert.is(
    messageOf(() => decodeJpeg(costly, 'a')),
    'a  Decoding this JPEG would take more than 700 MiB. Save it again, or make it smaller first.  [image_unreadable]',
  );
});

test.run();
