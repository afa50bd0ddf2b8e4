import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstStep } from './first-step';

const test = suite('the first step');

const near = (found: number, wanted: number): void =>
  assert.ok(Math.abs(found - wanted) < 1e-12 * wanted, `found ${found}, wanted ${wanted}`);

test("by hand: |y| = 100, |f| = 50, |f'| = 200 for order 4", () => {
  const tried: number[] = [];
  const curvature = (h: number): number => {
    tried.push(h);
    return 200;
  };
  near(firstStep({ state: 100, slope: 50, curvature }, 4, 10), (0.01 / 200) ** 0.2);
  assert.equal(tried, [0.02]);
});

test('never longer than the way, nor than a hundred of the first Euler step', () => {
  const flat = { state: 1, slope: 1e-4, curvature: () => 1e-4 };
  assert.is(firstStep(flat, 4, 0.5), 0.5);
  near(firstStep({ state: 1e-3, slope: 100, curvature: () => 1e-9 }, 4, 1), 1e-5);
});

test('a state of nothing, or a field of nothing, begins with a small step', () => {
  near(firstStep({ state: 0, slope: 1, curvature: () => 0 }, 4, 1), 1e-4);
  near(firstStep({ state: 1, slope: 0, curvature: () => 0 }, 4, 1), 1e-6);
});

test('where the curvature is not a number the Euler step is tried', () => {
  near(firstStep({ state: 1, slope: 1, curvature: () => Number.NaN }, 4, 1), 0.01);
});

test.run();
