import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { maskedCrc, tfRecord } from './tf-record';

const test = suite('tfRecord');

test('masks the checksum of 32 zero bytes, 8a9136aa in RFC 3720', () => {
  // Rotated right by 15 bits: 0x8a9136aa -> 0x6d551522; plus 0xa282ead8, modulo 2^32.
  assert.is(maskedCrc(new Uint8Array(32)).toString(16), ((0x6d551522 + 0xa282ead8) >>> 0).toString(16));
});

test('frames data with its length and checksums', () => {
  const data = Buffer.from('noprop');
  const record = tfRecord(data);
  assert.is(record.length, 22);
  assert.is(record.readBigUInt64LE(0), 6n);
  assert.is(record.readUInt32LE(8), maskedCrc(Buffer.from([6, 0, 0, 0, 0, 0, 0, 0])));
  assert.equal(record.subarray(12, 18), data);
  assert.is(record.readUInt32LE(18), maskedCrc(data));
});

test('frames empty data', () => {
  assert.is(tfRecord(new Uint8Array()).length, 16);
});

test.run();
