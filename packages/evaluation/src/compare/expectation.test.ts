import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkExpectation } from './expectation';

const test = suite('expectation');

test('is none without a tolerance, however far off the mean is', () => {
  assert.equal(checkExpectation(undefined, 0.1), { expected: 'none' });
  assert.equal(checkExpectation({ paper: 0.99, spread: 0.01 }, 0.1), { expected: 'none' });
});

test('is met exactly at the tolerance, on either side', () => {
  const expectation = { paper: 0.98, tolerance: 0.01 };
  for (const mean of [0.97, 0.98, 0.99]) {
    assert.equal(checkExpectation(expectation, mean), { expected: 'met', expectation }, `${mean}`);
  }
});

test('is missed outside the tolerance, with the distance as the reason', () => {
  const expectation = { paper: 0.98, tolerance: 0.01 };
  const missed = (reason: string) => ({ expected: 'missed' as const, expectation, reason });
  assert.equal(checkExpectation(expectation, 0.9601), missed('1.99 points from 98.00 % (tolerance 1.00)'));
  // Floating-point rounding is forgiven, a thousandth of a point is not.
  assert.is(checkExpectation(expectation, 0.99001).expected, 'missed');
  assert.equal(checkExpectation(expectation, 1), missed('2.00 points from 98.00 % (tolerance 1.00)'));
});

test('is missed without a measurement or without an expected value', () => {
  const reasonOf = (paper: number | undefined, mean: number | undefined) =>
    checkExpectation({ tolerance: 0.01, ...(paper === undefined ? {} : { paper }) }, mean).reason;
  assert.is(reasonOf(0.98, undefined), 'not measured');
  assert.is(reasonOf(undefined, 0.98), 'the pipeline has a tolerance but no expected value');
});

test.run();
