import type { NopropError } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseShard } from './parse-shard';

const test = suite('parseShard');

test('parses i/n', () => {
  assert.equal(parseShard('1/1'), { index: 1, of: 1 });
  assert.equal(parseShard('7/64'), { index: 7, of: 64 });
});

const form = 'Write 2/7 for the second of seven shards.';
const messages: readonly (readonly [string, string])[] = [
  ['0/3', 'Expected a shard i/n with i from 1 to 3, got "0/3". The first is 1/3, the last 3/3.'],
  ['4/3', 'Expected a shard i/n with i from 1 to 3, got "4/3". The first is 1/3, the last 3/3.'],
  ['1/0', 'Expected a shard i/n with n from 1 to 100000, got "1/0". Write 1/1 to run everything.'],
  ['1/100001', 'Expected a shard i/n with n from 1 to 100000, got "1/100001". Write 1/1 to run everything.'],
  ...['1.5/2', 'a/b', '', '1', '/', '1/2/3', '-1/2', '1/-2', ' 1/2', '1e1/20', '1/2\n'].map(
    (text) => [text, `Expected a shard i/n, got ${JSON.stringify(text)}. ${form}`] as const,
  ),
];

for (const [text, message] of messages) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.is(
      messageOf(() => parseShard(text)),
      `--shard  ${message}  [bad_shard]`,
    );
    try {
      parseShard(text);
    } catch (error) {
      assert.is((error as NopropError).exitCode, 2);
    }
  });
}

test.run();
