import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesField, doubleField, floatField, message, varintField } from './protobuf';

const test = suite('protobuf');

const hex = (bytes: Buffer): string => bytes.toString('hex');

test("encodes varints, including the specification's example of 150 in field 1", () => {
  assert.is(hex(varintField(1, 150)), '089601');
  assert.is(hex(varintField(2, 0)), '1000');
  assert.is(hex(varintField(16, 1)), '800101');
  assert.is(hex(varintField(1, 2 ** 53 - 1)), '08ffffffffffffff0f');
});

test('refuses values that are not a varint', () => {
  for (const value of [-1, 0.5, 2 ** 53])
    assert.is(
      messageOf(() => varintField(1, value)),
      `internal: expected a non-negative safe integer, got ${value}`,
    );
});

test('encodes numbers little-endian', () => {
  assert.is(hex(doubleField(1, 1)), '09000000000000f03f');
  assert.is(hex(floatField(2, 1)), '150000803f');
  assert.is(hex(floatField(2, 1e300)), '150000807f');
});

test("encodes strings and messages, including the specification's examples", () => {
  assert.is(hex(bytesField(2, 'testing')), '120774657374696e67');
  assert.is(hex(bytesField(3, message(varintField(1, 150)))), '1a03089601');
  assert.is(hex(bytesField(2, 'ä')), '1202c3a4');
});

test.run();
