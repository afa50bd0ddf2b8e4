import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkExpectation } from './expectation';

const test = suite('expectation');

test('without a tolerance nothing is promised, however far the figure is', () => {
  assert.equal(checkExpectation(undefined, 0.1), { expected: 'none' });
  assert.equal(checkExpectation({ paper: 0.99, spread: 0.01 }, 0.1), { expected: 'none' });
});

test('a figure at the tolerance is met, on either side', () => {
  const expectation = { paper: 0.98, tolerance: 0.01 };
  for (const mean of [0.97, 0.98, 0.99]) {
    assert.equal(checkExpectation(expectation, mean), { expected: 'met', expectation }, `${mean}`);
  }
});

test('a figure outside of it is missed, and the reason says by how much', () => {
  const expectation = { paper: 0.98, tolerance: 0.01 };
  const missed = (reason: string) => ({ expected: 'missed' as const, expectation, reason });
  assert.equal(checkExpectation(expectation, 0.9601), missed('1.99 points from 98.00 %, 1.00 are allowed'));
  // Rounding is forgiven, a thousandth of a point is not.
  assert.is(checkExpectation(expectation, 0.99001).expected, 'missed');
  assert.equal(checkExpectation(expectation, 1), missed('2.00 points from 98.00 %, 1.00 are allowed'));
});

test('what was not measured, and what has no figure, is missed', () => {
  const reasonOf = (paper: number | undefined, mean: number | undefined) =>
    checkExpectation({ tolerance: 0.01, ...(paper === undefined ? {} : { paper }) }, mean).reason;
  assert.is(reasonOf(0.98, undefined), 'it was not measured');
  assert.is(reasonOf(undefined, 0.98), 'the pipeline gives a tolerance without the figure that it is for');
});

test.run();
