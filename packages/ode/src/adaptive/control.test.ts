import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isAccepted, nextFactor, noMemory, remember } from './control';

const test = suite('step size control');

const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 1e-12, `expected ${expected}, got ${found}`);

test('accepts errors up to one tolerance', () => {
  assert.equal([0, 1, 1.0001, Number.POSITIVE_INFINITY, Number.NaN].map(isAccepted), [true, true, false, false, false]);
});

test('matches factors computed by hand', () => {
  // For order 4 the exponent is 0.2 - 0.75 0.04 = 0.17; the previous error enters as error^0.04.
  near(nextFactor(0.5, 4, { error: 0.25, rejected: false }), 0.9 * 0.5 ** -0.17 * 0.25 ** 0.04);
  near(nextFactor(2, 4, noMemory), 0.9 * 2 ** -0.17);
});

test('limits the factor to 0.2 and 10, and to 1 right after a rejection', () => {
  assert.is(nextFactor(0, 4, noMemory), 10);
  assert.is(nextFactor(1e9, 4, noMemory), 0.2);
  assert.is(nextFactor(Number.NaN, 4, noMemory), 0.2);
  assert.is(nextFactor(1e-3, 4, { error: 1, rejected: true }), 1);
});

test('remembers the last accepted error, but at least 1e-4', () => {
  assert.equal(remember(0.3, noMemory), { error: 0.3, rejected: false });
  assert.equal(remember(0, { error: 0.3, rejected: true }), { error: 1e-4, rejected: false });
  assert.equal(remember(5, { error: 0.3, rejected: false }), { error: 0.3, rejected: true });
});

test.run();
