import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceText, meanText, percentText, spreadsText } from './number-text';

const test = suite('number formatting');

test('formats a mean with its spread, or alone without one', () => {
  assert.equal([meanText(0.97484, 0.00123), meanText(0.5, 0), meanText(1)], ['97.48 ± 0.12', '50.00 ± 0.00', '100.00']);
  assert.equal([0, -0.000001, 0.00004, 0.97612].map(percentText), ['0.00', '0.00', '0.00', '97.61']);
});

test('gives differences a sign', () => {
  assert.equal([0.0012, -0.0186].map(differenceText), ['+0.12', '−1.86']);
  assert.equal([3.14, -49.4].map(spreadsText), ['+3.1', '−49.4']);
});

test('gives no sign to what rounds to zero', () => {
  assert.equal([0, -0, 0.000049, -0.000049].map(differenceText), ['0.00', '0.00', '0.00', '0.00']);
  assert.equal([0.04, -0.04].map(spreadsText), ['0.0', '0.0']);
  assert.equal([0.00006, -0.00006].map(differenceText), ['+0.01', '−0.01']);
});

test('property: a difference and its negative have the same digits and, unless zero, opposite signs', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (difference) => {
      const [one, other] = [differenceText(difference), differenceText(-difference)];
      assert.is(one.replace(/^[+−]/, ''), other.replace(/^[+−]/, ''));
      assert.is(one === other, /^0\.00$/.test(one));
    }),
  );
});

test.run();
