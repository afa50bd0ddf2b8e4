import { hostKey, startEngine } from '@noprop/engine';
import { tableaus } from '@noprop/ode';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyContinuousParts } from '../laws/toy-parts';
import { assertClose, differences, valuesOf } from '../shared/fixture';
import { type Found, predictKnown } from '../shared/known-predictions';
import { scheduleInDoubles } from './fixture';
import { noPropCt } from './noprop-ct';

const test = suite('probability-flow sampler of noprop/noprop-ct');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const COUNT = 4;
const random = hostKey(1, 'predict');

/** Predicts with a denoiser that knows the class, 1, and a head that returns z itself. */
function sample(steps: number, solver: string): Found {
  const options = { sampler: 'probability-flow', steps, solver };
  const parts = toyContinuousParts;
  return predictKnown({
    component: noPropCt,
    options,
    parts,
    time: 'continuous',
    count: COUNT,
    random,
    trajectory: true,
  });
}

const start = (): number[] => valuesOf(() => random.fold('zNoise').normal([COUNT, 3]));
const embeddingOf = (j: number): number => (j % 3 === 1 ? 1 : 0);

/** The solution for an exact denoiser, per component. */
function solution(t: number, zNoise: number, u: number): number {
  const { alphaBar } = scheduleInDoubles(t);
  const { alphaBar: first } = scheduleInDoubles(0);
  return Math.sqrt(alphaBar) * u + Math.sqrt((1 - alphaBar) / (1 - first)) * (zNoise - Math.sqrt(first) * u);
}

test('the closed form solves dz/dt = (g / 2) (sqrt(abar) u - abar z) with g = -gamma', () => {
  for (const u of [0, 1, -2]) {
    for (const t of [0.01, 0.3, 0.5, 0.99]) {
      const [fall] = differences(([at]) => -scheduleInDoubles(at as number).gamma, [t]) as [number];
      const [slope] = differences(([at]) => solution(at as number, 0.7, u), [t]) as [number];
      const { alphaBar } = scheduleInDoubles(t);
      const pull = Math.sqrt(alphaBar) * u - alphaBar * solution(t, 0.7, u);
      assertClose([slope], [(fall / 2) * pull], 1e-8);
    }
  }
});

/** The largest error of the kept states. */
function errorOf(steps: number, solver: string): number {
  const zNoise = start();
  const errors = (sample(steps, solver).trajectory ?? []).flatMap(({ t, z }) =>
    z.map((value, j) => Math.abs(value - solution(t, zNoise[j] as number, embeddingOf(j)))),
  );
  return Math.max(...errors);
}

/** Step counts whose error is well above float32 rounding. */
const STEPS: Readonly<Record<string, number>> = {
  euler: 40,
  midpoint: 20,
  heun: 20,
  rk4: 10,
  'three-eighths': 10,
  dopri5: 5,
};

for (const { name, order } of Object.values(tableaus)) {
  test(`${name} divides the error by 2^${order} with twice the steps`, () => {
    const steps = STEPS[name] as number;
    const measured = Math.log2(errorOf(steps, name) / errorOf(2 * steps, name));
    assert.ok(Math.abs(measured - order) < 0.5, `expected order ${order}, got ${measured}`);
  });
}

test('is within 0.001 in 1000 Euler steps and within 0.0001 in 20 fourth-order steps', () => {
  assert.ok(errorOf(1000, 'euler') < 1e-3, `${errorOf(1000, 'euler')}`);
  assert.ok(errorOf(20, 'rk4') < 1e-4, `${errorOf(20, 'rk4')}`);
});

test('starts from z_0, returns states at t = 0, 0.1, ..., 1, and reads the class from z_1', () => {
  const { trajectory = [], scores } = sample(20, 'euler');
  assert.equal(
    trajectory.map(({ t }) => t),
    Array.from({ length: 11 }, (_, i) => i / 10),
  );
  assertClose(trajectory[0]?.z ?? [], start(), 0);
  assertClose(trajectory.at(-1)?.z ?? [], scores, 0);
});

test('ignores the noise option', () => {
  const options = { sampler: 'probability-flow', steps: 5 };
  const known = { component: noPropCt, parts: toyContinuousParts, time: 'continuous', count: COUNT, random } as const;
  assert.equal(
    predictKnown({ ...known, options: { ...options, inferenceNoise: 'off' } }).scores,
    predictKnown({ ...known, options }).scores,
  );
});

test.run();
