import { deflateSync, gzipSync } from 'node:zlib';
import { NopropError } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodePng, isPng } from './png';
import { pngFile } from './testing-files';

const test = suite('PNG');
const tail = 'Use a fresh copy of the file.  [image_unreadable]';

const gray = pngFile(2, 3, 1, [0, 50, 100, 150, 200, 255]);

test('keeps gray as gray', () => {
  const { height, width, channels, pixels } = decodePng(gray, 'a');
  assert.equal([height, width, channels, ...pixels], [2, 3, 1, 0, 50, 100, 150, 200, 255]);
  assert.ok(isPng(gray));
});

test('keeps color as color, even if its pixels are gray', () => {
  const { channels, pixels } = decodePng(pngFile(1, 2, 3, [1, 2, 3, 7, 7, 7]), 'a');
  assert.equal([channels, ...pixels], [3, 1, 2, 3, 7, 7, 7]);
});

test('blends transparent pixels with white', () => {
  const { channels, pixels } = decodePng(pngFile(1, 1, 3, [0, 100, 255], 51), 'a');
  // A fifth of the color, four fifths of 255.
  assert.equal([channels, ...pixels], [3, 204, 224, 255]);
});

test('refuses a file cut at any byte', () => {
  for (let length = 8; length < gray.length; length++) {
    const message = messageOf(() => decodePng(gray.subarray(0, length), 'a'));
    assert.ok(message.startsWith('a  Damaged PNG: it') && message.endsWith(tail), message);
  }
  assert.is(
    messageOf(() => decodePng(gray.subarray(0, 20), 'a')),
    `a  Damaged PNG: it ends after 20 bytes, inside the header. ${tail}`,
  );
});

test('refuses a file with any changed byte, or decodes it to an image', () => {
  let refused = 0;
  for (let at = 8; at < gray.length; at++) {
    const changed = Buffer.from(gray);
    changed[at] = (gray[at] as number) ^ 0x41;
    try {
      assert.is(decodePng(changed, 'a').pixels.length, 6);
    } catch (error) {
      if (!(error instanceof NopropError)) throw error;
      refused++;
    }
  }
  assert.ok(refused >= gray.length - 24, `${refused} of ${gray.length - 8}`);
});

test('refuses an image that would fill the memory before unpacking it', () => {
  const bomb = Buffer.from(gray);
  bomb.writeUInt32BE(100_000, 16);
  bomb.writeUInt32BE(90_000, 20);
  assert.is(
    messageOf(() => decodePng(bomb, 'a')),
    'a  Expected an image of at most 50000000 pixels, got 90000 x 100000. Make it smaller first.  [image_unreadable]',
  );
});

/** A chunk with its checksum, taken from a gzip trailer, which uses the same CRC-32. */
function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32LE(gzipSync(body).readUInt32LE(gzipSync(body).length - 8));
  return Buffer.concat([length, body, checksum.swap32()]);
}

const signature = gray.subarray(0, 8);
const end = chunk('IEND', Buffer.alloc(0));

/** A header chunk for 8-bit gray. */
function header(height: number, width: number, interlace: 0 | 1): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width);
  content.writeUInt32BE(height, 4);
  content.set([8, 0, 0, 0, interlace], 8);
  return chunk('IHDR', content);
}

const interlaced = (height: number, width: number, data: Uint8Array): Buffer => {
  const packed = deflateSync(data);
  const halves = [packed.subarray(0, 5), packed.subarray(5)].map((half) => chunk('IDAT', half));
  return Buffer.concat([signature, header(height, width, 1), ...halves, end]);
};

test('assembles an interlaced image from its passes', () => {
  // Passes of a 2 x 2 picture: 1 (top left), 6 (top right) and 7 (the second row), each row after its filter byte.
  const { height, width, channels, pixels } = decodePng(interlaced(2, 2, Buffer.of(0, 10, 0, 20, 0, 30, 40)), 'a');
  assert.equal([height, width, channels, ...pixels], [2, 2, 1, 10, 20, 30, 40]);
});

test('refuses a small interlaced image that unpacks to far more than its size', () => {
  const bomb = interlaced(1, 1, Buffer.alloc(20_000_000));
  assert.ok(bomb.length < 30_000);
  const before = process.memoryUsage().arrayBuffers;
  assert.is(
    messageOf(() => decodePng(bomb, 'a')),
    `a  Damaged PNG: its data cannot be decoded (more than 17 bytes for 1 x 1 interlaced pixels). ${tail}`,
  );
  assert.ok(process.memoryUsage().arrayBuffers - before < 2_000_000);
});

test('refuses a second header, which could declare any size', () => {
  const file = Buffer.concat([signature, header(1, 1, 0), header(50_000, 50_000, 1), end]);
  assert.is(
    messageOf(() => decodePng(file, 'a')),
    `a  Damaged PNG: its data cannot be decoded (2 headers). ${tail}`,
  );
});

test.run();
