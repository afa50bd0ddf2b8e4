import { startEngine, tf } from '@noprop/engine';
import { assertClose, differences, mean, sigmoid, softplus, squaredNorm, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { goodness, margin, negativeAscent, negativeTerm, positiveAscent, positiveTerm } from './goodness';

const test = suite('goodness');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Two examples of three units; goodness 5 and 2.5, margins at theta 1: 2 and -0.5. */
const ACTIVITIES = [
  [1, 2, 0],
  [1.5, 0.5, 0],
];
const activity = () => tf.tensor2d(ACTIVITIES);
const margins = () => margin(activity(), 1);

test('matches goodness and margins computed by hand', () => {
  assert.equal(
    valuesOf(() => goodness(activity())),
    [5, 2.5],
  );
  assert.equal(valuesOf(margins), [2, -0.5]);
  assert.equal(
    valuesOf(() => margin(activity(), 0.5)),
    [3.5, 1],
  );
});

test('matches terms computed by hand: log(1 + e^-margin) for positive, log(1 + e^margin) for negative data', () => {
  // (0.126928 + 0.974077) / 2 and (2.126928 + 0.474077) / 2.
  assertClose(
    valuesOf(() => positiveTerm(margins())),
    [0.5505025],
    1e-6,
  );
  assertClose(
    valuesOf(() => negativeTerm(margins())),
    [1.3005025],
    1e-6,
  );
});

test('computes terms far from theta without overflow', () => {
  const far = () => tf.tensor1d([-5000, 5000]);
  assert.equal(
    valuesOf(() => positiveTerm(far())),
    [2500],
  );
  assert.equal(
    valuesOf(() => negativeTerm(far())),
    [2500],
  );
});

test('matches ascents computed by hand: (1 - P) h and -P h, with P = 0.880797 and 0.377541', () => {
  const up = [0.119203, 0.238406, 0, 0.933689, 0.31123, 0];
  const down = [-0.880797, -1.761594, 0, -0.566311, -0.18877, 0];
  assertClose(
    valuesOf(() => positiveAscent(activity(), margins())),
    up,
    1e-6,
  );
  assertClose(
    valuesOf(() => negativeAscent(activity(), margins())),
    down,
    1e-6,
  );
});

test('ascents are half the gradients of log P and log(1 - P)', () => {
  const flat = ACTIVITIES.flat();
  const logs = (sign: number) => (h: readonly number[]) =>
    -mean([h.slice(0, 3), h.slice(3)].map((row) => softplus(-sign * (squaredNorm(row) - 3))));
  for (const [sign, ascent] of [
    [1, positiveAscent],
    [-1, negativeAscent],
  ] as const) {
    const found = valuesOf(() => ascent(activity(), margins()));
    // The logarithms are means over two examples, the ascents are per example.
    const gradient = differences(logs(sign), flat).map((slope) => 2 * slope);
    gradient.forEach((slope, i) => {
      if (flat[i] === 0) assert.is(Math.abs(found[i] as number), 0);
      else assert.is((slope / (found[i] as number)).toFixed(3), '2.000');
    });
  }
});

test('the automatic gradient of the positive term is minus twice the ascent', () => {
  const gradient = valuesOf(() => tf.grad((h) => positiveTerm(margin(h, 1)))(activity()));
  const ascent = valuesOf(() => positiveAscent(activity(), margins()));
  assertClose(
    gradient.map((slope) => -slope),
    ascent.map((value) => (2 * value) / ACTIVITIES.length),
    1e-6,
  );
});

test('takes the sigmoid of the margin as P', () => {
  const [first] = valuesOf(() => positiveAscent(tf.tensor2d([[1]]), tf.tensor1d([0.3]))) as [number];
  assertClose([first], [1 - sigmoid(0.3)], 1e-6);
});

test.run();
