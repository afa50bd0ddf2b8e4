import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takeBatch } from './batch';

const test = suite('takeBatch');

test('takes items from the front, limited by count and bytes', () => {
  const items = [1, 22, 333, 4444];
  assert.equal(
    [takeBatch(items, 2, 100), items],
    [
      [1, 22],
      [333, 4444],
    ],
  );
  // Three digits and a comma fill the four bytes.
  assert.equal([takeBatch(items, 2, 4), items], [[333], [4444]]);
});

test('takes an oversized item alone, so that the server can report it', () => {
  assert.equal(takeBatch(['xxxxxxxxxx', 'y'], 5, 4), ['xxxxxxxxxx']);
  assert.equal(takeBatch([], 5, 4), []);
});

test('splits a list into batches within the limits', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }), (all, n, b) => {
      const left = [...all];
      const batches: string[][] = [];
      while (left.length > 0) batches.push(takeBatch(left, n, b));
      assert.equal(batches.flat(), all);
      for (const batch of batches) {
        const size = batch.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)) + 1, 0);
        assert.ok(batch.length >= 1 && batch.length <= n && (batch.length === 1 || size <= b));
      }
    }),
  );
});

test.run();
