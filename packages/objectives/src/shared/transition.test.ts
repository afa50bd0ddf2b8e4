import { readTensor, startEngine, tf } from '@noprop/engine';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toySchedule } from '../laws/toy-schedules';
import { sigmoid } from './doubles';
import { assertClose } from './fixture';
import { continuousTransition } from './transition';

const test = suite('continuousTransition');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The coefficients from gamma(s) to gamma(t), which must be float32 values. */
function found(from: number, to: number): Numbers {
  return tf.tidy(() => {
    const tensors = continuousTransition(tf.scalar(from), tf.scalar(to));
    return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, readTensor(tensor)[0]])) as never;
  }) as unknown as Numbers;
}

/** Equation 5 as printed, in doubles. */
function textbook(alphaBarBefore: number, alphaBar: number): Numbers {
  const alpha = alphaBarBefore / alphaBar;
  return {
    a: (Math.sqrt(alphaBar) * (1 - alpha)) / (1 - alphaBarBefore),
    b: (Math.sqrt(alpha) * (1 - alphaBar)) / (1 - alphaBarBefore),
    c: ((1 - alphaBar) * (1 - alpha)) / (1 - alphaBarBefore),
  };
}

/** Asserts a relative error, even for small numbers. */
function assertRelative(value: number, expected: number, tolerance: number, what: string): void {
  const error = Math.abs(value - expected) / Math.abs(expected);
  assert.ok(error <= tolerance, `${what}: expected ${expected}, got ${value}, relative error ${error}`);
}

/** gamma(s), and the logarithm of how far it falls until t. */
const steps = fc.tuple(fc.float({ min: -13, max: 8, noNaN: true }), fc.float({ min: -9, max: 2, noNaN: true }));
const ends = steps.map(([from, size]) => ({ from, to: Math.fround(from - Math.exp(size)) }));

test('matches coefficients computed by hand for abar from 0.2 to 0.5', () => {
  const { a, b, c } = found(Math.fround(Math.log(4)), 0);
  assertClose([a, b, c], [0.75 * Math.SQRT1_2, 0.25 * Math.sqrt(2.5), 0.375], 1e-6);
});

test('maps the mean and variance of q from s to t, and has a^2 / c = SNR(t) - SNR(s)', () => {
  fc.assert(
    fc.property(ends, ({ from, to }) => {
      const { a, b, c } = found(from, to);
      const [before, after] = [sigmoid(-from), sigmoid(-to)];
      assertRelative(a + b * Math.sqrt(before), Math.sqrt(after), 1e-6, 'mean');
      assertRelative(b * b * sigmoid(from) + c, sigmoid(to), 1e-6, 'variance');
      const added = Math.exp(-to) * -Math.expm1(to - from);
      assertRelative((a * a) / c, added, 2e-6, 'SNR');
    }),
    { numRuns: 300 },
  );
});

test('matches equation 5 as printed, in doubles', () => {
  fc.assert(
    fc.property(ends, ({ from, to }) => {
      const expected = textbook(sigmoid(-from), sigmoid(-to));
      const numbers = found(from, to);
      for (const name of ['a', 'b', 'c'] as const) assertRelative(numbers[name], expected[name], 3e-6, name);
    }),
    { numRuns: 300 },
  );
});

test('matches the transition of a discrete schedule through the same levels', () => {
  const alphaBar = [0.02, 0.25, 0.6, 0.95];
  const { transition } = toySchedule(alphaBar);
  const gamma = alphaBar.map((value) => Math.fround(Math.log((1 - value) / value)));
  for (const t of [1, 2, 3]) {
    const { a, b, c } = found(gamma[t - 1] as number, gamma[t] as number);
    const expected = transition(t);
    assertClose([a, b, c], [expected.a, expected.b, expected.c], 1e-6);
  }
});

test('keeps the digits of a short step that the printed form loses in float32', () => {
  const [from, to] = [-3, Math.fround(-3.008)];
  const expected = textbook(sigmoid(-from), sigmoid(-to));
  assertRelative(found(from, to).c, expected.c, 1e-6, 'c');
  const [before, after] = [from, to].map((gamma) => Math.fround(sigmoid(-gamma))) as [number, number];
  const oneMinusAlpha = Math.fround(1 - Math.fround(before / after));
  assert.ok(Math.abs(oneMinusAlpha / (1 - sigmoid(-from) / sigmoid(-to)) - 1) > 2e-5, `${oneMinusAlpha}`);
});

test('composes two steps into one', () => {
  const [first, second, both] = [found(4, 1), found(1, -2), found(4, -2)];
  assertClose([second.b * first.b, second.a + second.b * first.a], [both.b, both.a], 1e-6);
  assertClose([second.b ** 2 * first.c + second.c], [both.c], 1e-6);
});

test('accepts vectors of times', () => {
  const gammas = [5, 2, -1, -3];
  const all = tf.tidy(() => {
    const { a, b, c } = continuousTransition(tf.tensor1d(gammas.slice(0, 3)), tf.tensor1d(gammas.slice(1)));
    return [a, b, c].map((tensor) => [...readTensor(tensor)]) as never;
  }) as unknown as number[][];
  const single = [0, 1, 2].map((i) => found(gammas[i] as number, gammas[i + 1] as number));
  assert.equal(all, [single.map(({ a }) => a), single.map(({ b }) => b), single.map(({ c }) => c)]);
});

test('changes nothing on a plateau where rounding raises gamma by its last digit', () => {
  const gamma = 2.5;
  const { a, b, c } = found(gamma, gamma + 2 ** -22);
  assert.ok(Math.abs(a) === 0 && Math.abs(c) === 0, `a = ${a}, c = ${c}`);
  assert.ok(Math.abs(b - 1) < 1e-6, `b = ${b}`);
});

test.run();
