import { messageOf } from '@noprop/core/testing';
import { startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createTableau } from '../tableau/tableau';
import { rk4 } from '../tableaus/rk4';
import { type AdaptiveOptions, integrateAdaptive } from './integrate-adaptive';

const test = suite('integrateAdaptive');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const options = { from: 0, to: 2, relativeTolerance: 1e-5, absoluteTolerance: 1e-5 };
const start = () => ({ y: tf.scalar(1) });
type State = { readonly y: Tensor };
const decay = (_: Tensor, { y }: State) => ({ y: tf.neg(y) });
const decayAt = (t: number): number => Math.exp(-t);

test('counts steps, evaluations and times', () => {
  let calls = 0;
  const field = (t: Tensor, state: State) => {
    calls++;
    return decay(t, state);
  };
  const { accepted, rejected, evaluations, times } = integrateAdaptive(field, start(), options);
  assert.equal([evaluations, times.length], [calls, accepted + 1]);
  assert.is(evaluations, 2 + 6 * (accepted + rejected), 'first same as last: six evaluations per attempt');
  assert.equal([times[0], times.at(-1)], [0, 2]);
  calls = 0;
  assert.is(integrateAdaptive(field, start(), { ...options, firstStep: 0.1 }).evaluations, calls);
});

test('takes more steps and gets closer with a tighter tolerance', () => {
  const errors = [1e-2, 1e-4, 1e-6].map((tolerance) => {
    const task = { ...options, relativeTolerance: tolerance, absoluteTolerance: tolerance };
    const { state, accepted } = integrateAdaptive(decay, start(), task);
    return { accepted, error: Math.abs((state.y.dataSync()[0] as number) - decayAt(2)) };
  });
  const [coarse, middle, fine] = errors as [(typeof errors)[0], (typeof errors)[0], (typeof errors)[0]];
  assert.ok(coarse.accepted < middle.accepted && middle.accepted < fine.accepted, JSON.stringify(errors));
  assert.ok(coarse.error > middle.error && middle.error > fine.error, JSON.stringify(errors));
});

test('integrates backwards in time, with dense output', () => {
  const { state, at, times } = integrateAdaptive(decay, { y: tf.scalar(decayAt(2)) }, { ...options, from: 2, to: 0 });
  assertClose(state.y, 1, 1e-4);
  assert.equal([times[0], times.at(-1)], [2, 0]);
  for (const t of [2, 1.7, 1, 0.001, 0]) assertClose(at(t).y, decayAt(t), 1e-4);
});

test('interpolates from end to end, and refuses times beyond', () => {
  const { at, state, times } = integrateAdaptive(decay, start(), options);
  for (const t of [...times, 0.123, 1.456, 1.999]) assertClose(at(t).y, decayAt(t), 5e-5);
  assert.equal([...at(2).y.dataSync()], [...state.y.dataSync()]);
  assert.is(
    messageOf(() => at(2.5)),
    'Expected t in the solved interval from 0 to 2, got 2.5. Integrate over a longer interval.  [outside_solution]',
  );
});

test('takes the same steps however the state is split into tensors', () => {
  const whole = integrateAdaptive((_, { y }) => ({ y: tf.square(y) }), { y: tf.tensor1d([0.1, 0.2, 0.4]) }, options);
  const split = integrateAdaptive(
    (_, { a, b }) => ({ a: tf.square(a), b: tf.square(b) }),
    { a: tf.scalar(0.1), b: tf.tensor1d([0.2, 0.4]) },
    options,
  );
  assert.is(split.accepted, whole.accepted);
  assertClose(tf.concat([tf.reshape(split.state.a, [1]), split.state.b]), whole.state.y, 1e-6);
});

test('rejects a first step that is far too long until it fits', () => {
  const fast = (_: Tensor, { y }: State) => ({ y: tf.mul(-20, y) });
  const { state, rejected } = integrateAdaptive(fast, start(), { ...options, to: 0.2, firstStep: 0.2 });
  assert.ok(rejected > 0, `${rejected} rejected`);
  assertClose(state.y, decayAt(4), 1e-3);
});

test('returns the state unchanged for an empty interval', () => {
  const { state, accepted, times, at } = integrateAdaptive(decay, start(), { ...options, to: 0 });
  assert.equal([[...state.y.dataSync()], accepted, [...at(0).y.dataSync()]], [[1], 0, [1]]);
  assert.equal(times, [0]);
});

test('supports a method that is not first same as last', () => {
  const tableau = createTableau({
    name: 'heun-euler',
    order: 2,
    a: [[], [1]],
    b: [0.5, 0.5],
    c: [0, 1],
    embedded: { order: 1, b: [1, 0] },
  });
  const { state, at, evaluations, accepted, rejected } = integrateAdaptive(decay, start(), { ...options, tableau });
  assertClose(state.y, decayAt(2), 1e-3);
  assert.is(evaluations, 2 + 2 * (accepted + rejected));
  assert.is(
    messageOf(() => at(1)),
    'The tableau "heun-euler" has no dense output, so the solution is known only at its ends. Integrate to each time you need, or use dopri5 with dense: true.  [no_dense_output]',
  );
});

test('keeps no intermediate states without dense output', () => {
  const before = tf.memory().numTensors;
  const solution = integrateAdaptive(decay, start(), { ...options, dense: false });
  assert.is(tf.memory().numTensors - before, 2, 'the start, which the caller created, and the end');
  assert.is(
    messageOf(() => solution.at(1)),
    'The solve ran with dense: false, so the solution is known only at its ends. Integrate to each time you need, or use dopri5 with dense: true.  [no_dense_output]',
  );
});

const HINT =
  'Look for a division by 0, a logarithm or root of a negative number in the field, or a solution that blows up.  [field_not_finite]';
const failing: readonly (readonly [
  what: string,
  field: (t: Tensor, state: State) => State,
  change: Partial<AdaptiveOptions>,
  message: RegExp | string,
])[] = [
  [
    'a field that is not finite at the start',
    (_, { y }) => ({ y: tf.sqrt(tf.neg(y)) }),
    {},
    `The state or its derivative is not finite at t = 0. ${HINT}`,
  ],
  [
    'the same with a given first step',
    (_, { y }) => ({ y: tf.sqrt(tf.neg(y)) }),
    { firstStep: 0.1 },
    /^The state or its derivative is not finite after t = 0, even for steps as short as 2\.38419e-12\. /,
  ],
  [
    'a field that stops being finite',
    (t) => ({ y: tf.sqrt(tf.sub(1, t)) }),
    {},
    /^The state or its derivative is not finite after t = (0\.99999\d*|1), even for steps as short as 0\.0000011920\d\. .*\[field_not_finite\]$/,
  ],
  [
    'a solution that blows up at t = 1',
    (_, { y }) => ({ y: tf.square(y) }),
    {},
    /^The step size fell below 0\.000001192\d* at t = (0\.99999\d*|1(\.0000\d+)?): the problem is stiff or the field is not finite\. Loosen the tolerances, check the field near that time, or use a fixed grid\. {2}\[step_underflow\]$/,
  ],
  [
    'a stiff problem',
    (_, { y }) => ({ y: tf.mul(-1e6, y) }),
    { maxSteps: 50 },
    /^Reached only t = 0\.000\d+ from 0 to 2 after 50 steps \(\d+ accepted, \d+ rejected\)\. Raise maxSteps or loosen the tolerances\. A stiff problem needs another method\. {2}\[too_many_steps\]$/,
  ],
];

for (const [what, field, change, message] of failing) {
  test(`fails and frees its tensors: ${what}`, () => {
    const state = start();
    const before = tf.memory().numTensors;
    const found = messageOf(() => integrateAdaptive(field, state, { ...options, ...change }));
    if (typeof message === 'string') assert.is(found, message);
    else assert.match(found, message);
    assert.is(tf.memory().numTensors, before);
  });
}

const refused: readonly (readonly [change: Partial<AdaptiveOptions>, message: string])[] = [
  [
    { relativeTolerance: -1 },
    'Expected relativeTolerance in [0, 1) and a finite absoluteTolerance > 0, got -1 and 0.00001. float32 states have about 7 digits, so the tightest useful tolerance is about 1e-6.  [invalid_tolerance]',
  ],
  [
    { absoluteTolerance: 0 },
    'Expected relativeTolerance in [0, 1) and a finite absoluteTolerance > 0, got 0.00001 and 0. float32 states have about 7 digits, so the tightest useful tolerance is about 1e-6.  [invalid_tolerance]',
  ],
  [
    { firstStep: -0.1 },
    'Expected firstStep to be positive and finite, got -0.1. It is a length, so it is positive in either direction of time.  [invalid_grid]',
  ],
  [
    { maxSteps: 0 },
    'Expected maxSteps to be a positive integer, got 0. Give the largest number of steps to attempt.  [invalid_grid]',
  ],
  [{ to: Number.POSITIVE_INFINITY }, 'Expected finite times, got to = Infinity. Give finite numbers.  [invalid_grid]'],
  [
    { tableau: rk4 },
    'The tableau "rk4" has no embedded weights, which an adaptive solve needs. Use dopri5, or a fixed grid.  [no_error_estimate]',
  ],
];

for (const [change, message] of refused) {
  test(`refuses an invalid ${Object.keys(change)[0]}`, () => {
    assert.is(
      messageOf(() => integrateAdaptive(decay, start(), { ...options, ...change })),
      message,
    );
  });
}

test.run();
