import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { philox4x32, philoxInto, type Words4 } from './philox';

const test = suite('philox');

/** Known answers from Random123 (tests/kat_vectors): rounds, counter, key, output. */
const KNOWN_ANSWERS = [
  [10, '00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  [10, 'ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  [10, '243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  [7, '00000000 00000000 00000000 00000000', '00000000 00000000', '5f6fb709 0d893f64 4f121f81 4f730a48'],
  [7, 'ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '5207ddc2 45165e59 4d8ee751 8c52f662'],
  [7, '243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', '4dfccaba 190a87f0 c47362ba b6b5242a'],
] as const;

for (const [rounds, counter, key, output] of KNOWN_ANSWERS) {
  test(`matches Random123: philox4x32-${rounds} of ${counter} under key ${key}`, () => {
    const words = philox4x32(parse(counter) as unknown as Words4, parse(key) as unknown as [number, number], rounds);
    assert.is(format(words), output);
  });
}

test('uses ten rounds by default', () => {
  assert.is(format(philox4x32([0, 0, 0, 0], [0, 0])), '6627e8d5 e169c58d bc57ac4c 9b00dbd8');
});

test('accepts signed words and writes to signed arrays', () => {
  const out = new Int32Array(6);
  philoxInto(out, 1, [-1, -1, -1, -1], [-1, -1]);
  assert.equal([...out], [0, 0x408f276d | 0, 0x41c83b0e | 0, 0xa20bc7c6 | 0, 0x6d5451fd | 0, 0]);
});

test('agrees with the definition in exact integers', () => {
  const word = fc.nat(0xffffffff);
  const inputs = [fc.tuple(word, word, word, word), fc.tuple(word, word), fc.integer({ min: 0, max: 12 })] as const;
  fc.assert(
    fc.property(...inputs, (counter, key, rounds) => {
      assert.equal([...philox4x32(counter, key, rounds)], exact(counter, key, rounds));
    }),
    { seed: 1, numRuns: 200 },
  );
});

/** The generator as published, with exact 64-bit products. */
function exact(counter: readonly number[], key: readonly number[], rounds: number): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  const low = 0xffffffffn;
  for (let round = 0; round < rounds; round++) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & low, (p0 >> 32n) ^ c3 ^ k1, p0 & low];
    [k0, k1] = [(k0 + 0x9e3779b9n) & low, (k1 + 0xbb67ae85n) & low];
  }
  return [c0, c1, c2, c3].map(Number);
}

const parse = (text: string): number[] => text.split(' ').map((word) => Number.parseInt(word, 16));
const format = (words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

test.run();
