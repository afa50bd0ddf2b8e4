import { array, assert as check, double, property } from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dodge } from './dodge';

const test = suite('dodge');

test('leaves what is far enough apart', () => {
  assert.equal(dodge([80, 10, 40], 15, 100), [80, 10, 40]);
  assert.equal(dodge([], 15, 100), []);
});

test('moves two that touch apart around their middle', () => {
  assert.equal(dodge([50, 52], 15, 100), [43.5, 58.5]);
  assert.equal(dodge([52, 50], 15, 100), [58.5, 43.5]);
});

test('merges a group with the next one that it is pushed into', () => {
  assert.equal(dodge([50, 52, 60], 15, 100), [39, 54, 69]);
});

test('stays inside at the edges', () => {
  assert.equal(dodge([0, 1], 15, 100), [0, 15]);
  assert.equal(dodge([99, 100], 15, 100), [85, 100]);
});

test('keeps order and gaps, and stays inside if there is room', () => {
  const places = array(double({ min: 0, max: 200, noNaN: true }), { maxLength: 12 });
  check(
    property(places, (given) => {
      const found = dodge(given, 15, 200);
      const sorted = [...found].sort((a, b) => a - b);
      sorted.slice(1).forEach((place, i) => assert.ok(place - (sorted[i] as number) >= 15 - 1e-6));
      for (const place of found) assert.ok(place >= -1e-6 && place <= 200 + 1e-6, String(place));
      given.forEach((a, i) => {
        given.forEach((b, j) => a < b && assert.ok((found[i] as number) < (found[j] as number)));
      });
    }),
  );
});

test.run();
