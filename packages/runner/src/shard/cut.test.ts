import { sha256Hex } from '@noprop/store';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ShardUnit, shardUnits } from './cut';

const test = suite('shardUnits');

const named = (...ids: string[]): ShardUnit[] => ids.map((id) => ({ id }));
const all = (units: readonly ShardUnit[], of: number): (readonly string[])[] =>
  Array.from({ length: of }, (_, i) => shardUnits(units, { index: i + 1, of }));

test('cuts five units in the order of their hashes', () => {
  // SHA-256: a ca97.., b 3e23.., c 2e7d.., d 18ac.., e 3f79.., so the order is d, c, b, e, a.
  const units = named('a', 'b', 'c', 'd', 'e');
  assert.is(sha256Hex('d').slice(0, 4), '18ac');
  assert.equal(all(units, 1), [['d', 'c', 'b', 'e', 'a']]);
  assert.equal(all(units, 2), [
    ['d', 'c'],
    ['b', 'e', 'a'],
  ]);
  assert.equal(all(units, 3), [['d'], ['c', 'b'], ['e', 'a']]);
  assert.equal(all(units, 7), [[], ['d'], ['c'], [], ['b'], ['e'], ['a']]);
});

test('assigns the longest units first: 7 | 5 | 4 + 1 for three shards', () => {
  const units = [
    { id: 'a', seconds: 5 },
    { id: 'b', seconds: 4 },
    { id: 'c', seconds: 1 },
    { id: 'd', seconds: 7 },
  ];
  assert.equal(all(units, 3), [['d'], ['a'], ['c', 'b']]);
  assert.equal(all(units, 2), [
    ['d', 'c'],
    ['b', 'a'],
  ]);
});

test('ignores durations if any is missing or invalid', () => {
  const units = named('a', 'b', 'c', 'd', 'e');
  for (const seconds of [undefined, Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    const odd = units.map((unit) => ({
      ...unit,
      ...(unit.id === 'c' ? (seconds === undefined ? {} : { seconds }) : { seconds: 1 }),
    }));
    assert.equal(all(odd, 3), all(units, 3));
  }
});

test('accepts no units and removes duplicates', () => {
  assert.equal(all([], 2), [[], []]);
  assert.equal(all(named('a', 'a'), 2), [[], ['a']]);
});

const ids = fc.uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 80 });
const count = fc.integer({ min: 1, max: 64 });
const seconds = fc.double({ min: 0, max: 1e6, noNaN: true });

test('property: without durations each unit is in one shard and sizes differ by at most 1', () => {
  fc.assert(
    fc.property(ids, count, (list, of) => {
      const shards = all(named(...list), of);
      assert.equal(shards.flat().sort(), [...list].sort());
      const sizes = shards.map((shard) => shard.length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, String(sizes));
    }),
  );
});

test('property: with durations each unit is in one shard and work differs by at most the longest unit', () => {
  fc.assert(
    fc.property(ids, count, fc.infiniteStream(seconds), (list, of, times) => {
      const units = list.map((id) => ({ id, seconds: times.next().value as number }));
      const shards = all(units, of);
      assert.equal(shards.flat().sort(), [...list].sort());
      const time = new Map(units.map((unit) => [unit.id, unit.seconds]));
      const work = shards.map((shard) => shard.reduce((sum, id) => sum + (time.get(id) as number), 0));
      const longest = Math.max(0, ...time.values());
      assert.ok(Math.max(...work) - Math.min(...work) <= longest * (1 + 1e-9), String(work));
    }),
  );
});

test('property: the order of units does not matter', () => {
  const units = fc.uniqueArray(fc.record({ id: fc.string({ maxLength: 8 }), seconds }), {
    maxLength: 40,
    selector: ({ id }) => id,
  });
  const shuffled = units.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, count, ([list, other], of) => {
      assert.equal(all(list, of), all(other, of));
      const untimed = (units: readonly ShardUnit[]): ShardUnit[] => units.map(({ id }) => ({ id }));
      assert.equal(all(untimed(list), of), all(untimed(other), of));
    }),
  );
});

test.run();
