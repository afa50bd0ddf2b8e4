import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arc, join, line } from './path';

const test = suite('strokes');
const round = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e6) / 1e6 + 0);

test('line goes through its points', () => assert.equal(line(0, 1, 2, 3), [0, 1, 2, 3]));

test('arc starts and ends at its angles, with 90 degrees pointing down', () => {
  assert.equal(round(arc(1, 2, 3, 5, 0, 90)).slice(0, 2), [4, 2]);
  assert.equal(round(arc(1, 2, 3, 5, 0, 90)).slice(-2), [1, 7]);
});

test('arc stays on its ellipse, in pieces of at most 30 degrees', () => {
  const points = arc(1, 2, 3, 5, 20, -250);
  assert.is(points.length, 2 * 10);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    assert.ok(Math.abs(((x - 1) / 3) ** 2 + ((y - 2) / 5) ** 2 - 1) < 1e-12);
  }
});

test('join makes one stroke', () => assert.equal(join(line(0, 1, 2, 3), line(4, 5)), [0, 1, 2, 3, 4, 5]));

test.run();
