import { NopropError } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodePng, isPng } from './png';
import { pngFile } from './testing-files';

const test = suite('PNG');
const tail = 'The file was damaged; use a fresh copy.  [image_unreadable]';

const grey = pngFile(2, 3, 1, [0, 50, 100, 150, 200, 255]);

test('grey stays grey', () => {
  const { height, width, channels, pixels } = decodePng(grey, 'a');
  assert.equal([height, width, channels, ...pixels], [2, 3, 1, 0, 50, 100, 150, 200, 255]);
  assert.ok(isPng(grey));
});

test('colour stays colour, whatever its pixels are', () => {
  const { channels, pixels } = decodePng(pngFile(1, 2, 3, [1, 2, 3, 7, 7, 7]), 'a');
  assert.equal([channels, ...pixels], [3, 1, 2, 3, 7, 7, 7]);
});

test('transparency shows white paper', () => {
  const { channels, pixels } = decodePng(pngFile(1, 1, 3, [0, 100, 255], 51), 'a');
  // A fifth of the colour, four fifths of 255.
  assert.equal([channels, ...pixels], [3, 204, 224, 255]);
});

test('a file that ends anywhere is refused', () => {
  for (let length = 8; length < grey.length; length++) {
    const message = messageOf(() => decodePng(grey.subarray(0, length), 'a'));
    assert.ok(message.startsWith('a  A whole PNG is wanted, but it') && message.endsWith(tail), message);
  }
  assert.is(
    messageOf(() => decodePng(grey.subarray(0, 20), 'a')),
    `a  A whole PNG is wanted, but it ends after 20 bytes, in its header. ${tail}`,
  );
});

test('a file with any changed byte is refused or is an image', () => {
  let refused = 0;
  for (let at = 8; at < grey.length; at++) {
    const changed = Buffer.from(grey);
    changed[at] = (grey[at] as number) ^ 0x41;
    try {
      assert.is(decodePng(changed, 'a').pixels.length, 6);
    } catch (error) {
      if (!(error instanceof NopropError)) throw error;
      refused++;
    }
  }
  assert.ok(refused >= grey.length - 24, `${refused} of ${grey.length - 8}`);
});

test('a picture that would fill the memory is refused before it is unpacked', () => {
  const bomb = Buffer.from(grey);
  bomb.writeUInt32BE(100_000, 16);
  bomb.writeUInt32BE(90_000, 20);
  assert.is(
    messageOf(() => decodePng(bomb, 'a')),
    'a  A picture of at most 50000000 pixels is wanted, but it is 90000 x 100000. Make it smaller first.  [image_unreadable]',
  );
});

test.run();
