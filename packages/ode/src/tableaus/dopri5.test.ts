import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testTableau } from '../testing';
import { assertNear } from '../testing/number-laws';
import { dopri5 } from './dopri5';

testTableau(dopri5);

const test = suite('dopri5');

test('is first same as last, and takes six stages on a fixed grid', () => {
  assert.equal([dopri5.stages, dopri5.stepStages, dopri5.firstSameAsLast], [7, 6, true]);
});

test('has the error weights of Hairer, Norsett and Wanner', () => {
  const expected = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
  assertNear(dopri5.errorWeights as readonly number[], expected, 1e-15);
});

test('joins steps smoothly in dense output: its slope is the first stage at 0 and the last at 1', () => {
  const rows = dopri5.dense?.coefficients as readonly (readonly number[])[];
  const slopes = (theta: number) =>
    rows.map((row) => row.reduce((sum, value, k) => sum + (k + 1) * value * theta ** k, 0));
  assertNear(slopes(0), [1, 0, 0, 0, 0, 0, 0], 1e-14);
  assertNear(slopes(1), [0, 0, 0, 0, 0, 0, 1], 1e-14);
});

test.run();
