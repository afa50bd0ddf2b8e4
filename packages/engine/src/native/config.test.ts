import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeConfig } from './config';

const test = suite('configuration of TensorFlow');

// A field is its number times 8 plus its kind (0: number, 2: bytes), then the value, 7 bits a byte.
test('threads, soft placement and memory growth', () => {
  assert.equal(
    [...encodeConfig({ intraOpThreads: 2, interOpThreads: 1, gpu: true })],
    [(2 << 3) | 0, 2, (5 << 3) | 0, 1, (7 << 3) | 0, 1, (6 << 3) | 2, 2, (4 << 3) | 0, 1],
  );
});

test('numbers above 127 take a second byte', () => {
  assert.equal(
    [...encodeConfig({ intraOpThreads: 300, interOpThreads: 1, gpu: true })].slice(0, 5),
    [16, 0xac, 0x02, 40, 1],
  );
});

test('without a GPU, the device count says GPU: 0', () => {
  const bytes = [...encodeConfig({ intraOpThreads: 1, interOpThreads: 1, gpu: false })];
  assert.equal(bytes.slice(10), [(1 << 3) | 2, 7, (1 << 3) | 2, 3, 0x47, 0x50, 0x55, (2 << 3) | 0, 0]);
});

test.run();
