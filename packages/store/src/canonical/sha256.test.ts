import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256Hex } from './sha256';

const test = suite('sha256Hex');

// FIPS 180-2, appendix B.1.
const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('gives the published digest for text, bytes and pieces', () => {
  assert.is(sha256Hex('abc'), ofAbc);
  assert.is(sha256Hex(Buffer.from('abc')), ofAbc);
  assert.is(sha256Hex([Buffer.from('a'), Buffer.from(''), Buffer.from('bc')]), ofAbc);
});

test('encodes text as UTF-8', () => {
  assert.is(sha256Hex('é'), sha256Hex(Uint8Array.of(0xc3, 0xa9)));
});

test.run();
