import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstStep } from './first-step';

const test = suite('firstStep');

const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 1e-12 * expected, `expected ${expected}, got ${found}`);

test("matches a length computed by hand: |y| = 100, |f| = 50, |f'| = 200, order 4", () => {
  const tried: number[] = [];
  const curvature = (h: number): number => {
    tried.push(h);
    return 200;
  };
  near(firstStep({ state: 100, slope: 50, curvature }, 4, 10), (0.01 / 200) ** 0.2);
  assert.equal(tried, [0.02]);
});

test('never exceeds the interval or a hundred times the Euler step', () => {
  const flat = { state: 1, slope: 1e-4, curvature: () => 1e-4 };
  assert.is(firstStep(flat, 4, 0.5), 0.5);
  near(firstStep({ state: 1e-3, slope: 100, curvature: () => 1e-9 }, 4, 1), 1e-5);
});

test('starts with a small step if the state or the field is zero', () => {
  near(firstStep({ state: 0, slope: 1, curvature: () => 0 }, 4, 1), 1e-4);
  near(firstStep({ state: 1, slope: 0, curvature: () => 0 }, 4, 1), 1e-6);
});

test('falls back to the Euler step if the curvature is NaN', () => {
  near(firstStep({ state: 1, slope: 1, curvature: () => Number.NaN }, 4, 1), 0.01);
});

test.run();
