import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Canvas, far } from './canvas';

const test = suite('Canvas');

function drawn(size: number, ...segment: [number, number, number, number, number]): number[] {
  const canvas = new Canvas(size);
  canvas.clear();
  canvas.segment(...segment);
  return [...canvas.distances];
}

test('holds squared distances from the pixel centers', () => {
  // A horizontal segment through the middle row of a 3 x 3 picture, from the first pixel center to the second.
  assert.equal(drawn(3, 0.5, 1.5, 1.5, 1.5, 3), [1, 1, 2, 0, 0, 1, 1, 1, 2]);
});

test('draws a segment of zero length as a point', () => {
  assert.equal(drawn(2, 0.5, 0.5, 0.5, 0.5, 2), [0, 1, 1, 2]);
});

test('keeps the nearest of several segments', () => {
  const canvas = new Canvas(3);
  canvas.clear();
  canvas.segment(0.5, 0.5, 2.5, 0.5, 9);
  canvas.segment(0.5, 2.5, 2.5, 2.5, 9);
  assert.equal([...canvas.distances], [0, 0, 0, 1, 1, 1, 0, 0, 0]);
});

test('clear sets every distance to far', () => {
  const canvas = new Canvas(2);
  canvas.segment(0, 0, 1, 1, 5);
  canvas.clear();
  assert.equal([...canvas.distances], [far, far, far, far]);
});

test('computes the distance of every pixel within reach of any segment', () => {
  const coordinate = fc.double({ min: -8, max: 16, noNaN: true });
  const reach = fc.double({ min: 0, max: 4, noNaN: true });
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, coordinate, reach, (x0, y0, x1, y1, r) => {
      const size = 8;
      drawn(size, x0, y0, x1, y1, r).forEach((actual, i) => {
        const expected = squaredDistance((i % size) + 0.5, Math.floor(i / size) + 0.5, x0, y0, x1, y1);
        if (actual !== far) assert.ok(Math.abs(actual - expected) <= 1e-9 * (1 + expected));
        else assert.ok(expected > r * r * (1 - 1e-9), `pixel ${i} at distance ${Math.sqrt(expected)} is skipped`);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test.run();

/** Reference implementation: compares the foot of the perpendicular and both end points. */
function squaredDistance(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const ends = Math.min((x - x0) ** 2 + (y - y0) ** 2, (x - x1) ** 2 + (y - y1) ** 2);
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length === 0) return ends;
  const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length;
  if (along < 0 || along > length) return ends;
  return (((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length) ** 2;
}
