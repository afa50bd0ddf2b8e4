import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyContinuousParts } from '../laws/toy-parts';
import { toyFixedContinuousSchedule } from '../laws/toy-schedules';
import { assertClose, valuesOf } from '../shared/fixture';
import { type Found, type Known, predictKnown } from '../shared/known-predictions';
import { assertIndependent, assertNormal } from '../shared/scores';
import { scheduleInDoubles } from './fixture';
import { noPropCt } from './noprop-ct';

const test = suite('ancestral sampler of noprop/noprop-ct');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const alphaBar = (t: number): number => scheduleInDoubles(t).alphaBar;

/** The step from s to t in doubles, by equation 5. Steps compose, so s and t may be far apart. */
function transition(s: number, t: number): { a: number; b: number; c: number } {
  const alpha = alphaBar(s) / alphaBar(t);
  const left = 1 - alphaBar(s);
  return {
    a: (Math.sqrt(alphaBar(t)) * (1 - alpha)) / left,
    b: (Math.sqrt(alpha) * (1 - alphaBar(t))) / left,
    c: ((1 - alphaBar(t)) * (1 - alpha)) / left,
  };
}

/** Predicts with a denoiser that knows the class, 1, and a head that returns z itself. */
function sample(steps: number, inferenceNoise: string, rest: Pick<Known, 'count' | 'random'> & Partial<Known>): Found {
  const options = { steps, inferenceNoise, ...rest.options };
  return predictKnown({
    component: noPropCt,
    parts: toyContinuousParts,
    time: 'continuous',
    trajectory: true,
    ...rest,
    options,
  });
}

const startOf = (seed: number, count: number): number[] =>
  valuesOf(() => hostKey(seed, 'predict').fold('zNoise').normal([count, 3]));

const component = (z: readonly number[], i: number): number[] => z.filter((_, j) => j % 3 === i);

test('starts from z_0 ~ N(0, I) and returns at most ten later states', () => {
  for (const [steps, segments] of [
    [1, 1],
    [7, 7],
    [20, 10],
    [21, 7],
  ] as const) {
    const { trajectory = [], scores } = sample(steps, 'on', { count: 2, random: hostKey(1, 'predict') });
    assert.equal(
      trajectory.map(({ t }) => t),
      Array.from({ length: segments + 1 }, (_, i) => i / segments),
    );
    assertClose(trajectory[0]?.z ?? [], startOf(1, 2), 0);
    assertClose(trajectory.at(-1)?.z ?? [], scores, 0);
  }
});

test('without noise, z_t is sqrt(abar_t) u + b(0, t) (z_0 - sqrt(abar_0) u) for any number of steps', () => {
  const start = startOf(1, 2);
  for (const steps of [10, 20, 100, 1000]) {
    const { trajectory = [] } = sample(steps, 'off', { count: 2, random: hostKey(1, 'predict') });
    for (const { t, z } of trajectory) {
      const { b } = t === 0 ? { b: 1 } : transition(0, t);
      const expected = start.map((noise, j) => {
        const u = j % 3 === 1 ? 1 : 0;
        return Math.sqrt(alphaBar(t)) * u + b * (noise - Math.sqrt(alphaBar(0)) * u);
      });
      assertClose(z, expected, 3e-6);
    }
  }
});

/** Variance of z_t started from z_0 ~ N(0, I): that of q(z_t | y) plus what remains of the excess in z_0. */
const variances = {
  on: (t: number) => 1 - alphaBar(t) + transition(0, t).b ** 2 * alphaBar(0),
  'all-but-last': (t: number, steps: number) =>
    1 - alphaBar(t) + transition(0, t).b ** 2 * alphaBar(0) - (t === 1 ? transition(1 - 1 / steps, 1).c : 0),
  off: (t: number) => transition(0, t).b ** 2,
};

type Trajectory = NonNullable<Found['trajectory']>;

function assertMarginals(trajectory: Trajectory, variance: (t: number) => number): void {
  assert.is(trajectory.length, 11);
  for (const { t, z } of trajectory.slice(1)) {
    const mean = Math.sqrt(alphaBar(t)) - transition(0, t).b * Math.sqrt(alphaBar(0));
    [0, mean, 0].forEach((expected, i) =>
      assertNormal(component(z, i), { mean: expected, variance: variance(t) }, `t = ${t}, component ${i}`),
    );
  }
}

/** The noise added between kept states, scaled to unit variance. */
function noisesOf(trajectory: Trajectory): number[][] {
  return trajectory.slice(1).map(({ t, z }, i) => {
    const { t: s, z: before } = trajectory[i] as Trajectory[number];
    const { a, b, c } = transition(s, t);
    return z.map((value, j) => (value - b * (before[j] as number) - (j % 3 === 1 ? a : 0)) / Math.sqrt(c));
  });
}

for (const [inferenceNoise, variance] of Object.entries(variances)) {
  test(`with noise ${inferenceNoise}, has the marginals of q(z_t | y) plus what remains of z_0`, () => {
    const { trajectory = [] } = sample(20, inferenceNoise, { count: 4000, random: hostKey(2, 'predict') });
    assertMarginals(trajectory, (t) => variance(t, 20));
  });
}

for (const [steps, count] of [
  [20, 4000],
  [1000, 600],
] as const) {
  test(`in ${steps} steps, has the same marginals and adds fresh noise, independent of z_0`, () => {
    const { trajectory = [] } = sample(steps, 'on', { count, random: hostKey(3, 'predict') });
    assertMarginals(trajectory, variances.on);
    assertIndependent([trajectory[0]?.z ?? [], ...noisesOf(trajectory)]);
  });
}

test('adds draw i of the key in step i, however the chain is split', () => {
  const random = hostKey(4, 'predict');
  const { trajectory = [] } = sample(7, 'on', { count: 2, random });
  noisesOf(trajectory).forEach((noise, i) => {
    const drawn = valuesOf(() => random.fold('noise').at(tf.scalar(i, 'int32')).normal([2, 3]));
    assertClose(noise, drawn, 1e-5);
  });
});

test('gives the same numbers for a fixed schedule', () => {
  const random = hostKey(5, 'predict');
  const parts = { ...toyContinuousParts, schedule: toyFixedContinuousSchedule };
  assertClose(
    sample(20, 'on', { count: 3, random, parts }).scores,
    sample(20, 'on', { count: 3, random }).scores,
    1e-6,
  );
});

test('gives the denoiser the time at the start of each step: 0, 1/n, ..., (n-1)/n', () => {
  const times: number[] = [];
  const random = hostKey(6, 'predict');
  sample(4, 'on', {
    count: 1,
    random,
    logits: (_images, z, t) => {
      times.push(t?.dataSync()[0] as number);
      return z;
    },
  });
  assert.equal(times, [0, 0.25, 0.5, 0.75]);
});

test.run();
