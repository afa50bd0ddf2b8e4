import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { medianDistance } from './median';

const test = suite('medianDistance');

const medianOf = (...squared: number[]): number => medianDistance(Float64Array.from(squared));

test('matches medians computed by hand', () => {
  assert.is(medianOf(0, 9), 3);
  assert.is(medianOf(16, 0, 4), 3);
  assert.is(medianOf(100, 9, 0, 4), 3);
  assert.is(medianOf(49, 25, 0, 4, 1), 3.5);
});

test('counts equal images like any others', () => {
  assert.is(medianOf(0, 0, 0, 25), 0);
  assert.is(medianOf(0, 0, 25), 2.5);
  assert.is(medianOf(0, 0), 0);
});

test('agrees with sorting for any order and any ties', () => {
  const distances = fc.array(fc.oneof(fc.nat(5), fc.nat(200_000_000)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(distances, fc.nat(), (others, at) => {
      const sorted = others.map(Math.sqrt).sort((a, b) => a - b);
      const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
      const own = at % (others.length + 1);
      const found = medianOf(...others.slice(0, own), 0, ...others.slice(own));
      assert.is(found, ((low as number) + (high as number)) / 2);
    }),
  );
});

test.run();
