import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeConfig } from './config';

const test = suite('TensorFlow configuration');

// A field is its number times 8 plus its type (0: number, 2: bytes), then the value, 7 bits per byte.
test('encodes threads, soft placement and memory growth', () => {
  assert.equal(
    [...encodeConfig({ intraOpThreads: 2, interOpThreads: 1, gpu: true })],
    [(2 << 3) | 0, 2, (5 << 3) | 0, 1, (7 << 3) | 0, 1, (6 << 3) | 2, 2, (4 << 3) | 0, 1],
  );
});

test('encodes numbers above 127 in two bytes', () => {
  assert.equal(
    [...encodeConfig({ intraOpThreads: 300, interOpThreads: 1, gpu: true })].slice(0, 5),
    [16, 0xac, 0x02, 40, 1],
  );
});

test('sets the device count to GPU: 0 without a GPU', () => {
  const bytes = [...encodeConfig({ intraOpThreads: 1, interOpThreads: 1, gpu: false })];
  assert.equal(bytes.slice(10), [(1 << 3) | 2, 7, (1 << 3) | 2, 3, 0x47, 0x50, 0x55, (2 << 3) | 0, 0]);
});

test.run();
