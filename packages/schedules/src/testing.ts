import { buildComponent, type Component, type DiscreteSchedule } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/**
 * The laws of every noise schedule, as a test suite: call it from the test file of a schedule,
 * once for each set of options worth checking.
 *
 * @paper eq:4 eq:5 eq:25
 */
export function testSchedule(component: Component<'schedule'>, options: Readonly<Record<string, unknown>> = {}): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const schedule = buildComponent(component, options);
  const { steps } = schedule;
  const everyStep = Array.from({ length: steps }, (_, i) => i + 1);
  const onEveryStep = (check: (step: Step) => void) => () => {
    for (const t of everyStep) check(stepOf(schedule, t));
  };

  test('has T + 1 values inside (0, 1)', () => {
    assert.is(schedule.alphaBar.length, steps + 1);
    assert.is(schedule.snr.length, steps + 1);
    assert.ok(schedule.alphaBar.every((value) => value > 0 && value < 1));
  });

  test(
    'runs from noise to clean: alphaBar and SNR increase strictly',
    onEveryStep((step) => {
      assert.ok(step.current > step.previous, `alphaBar at t = ${step.t}`);
      assert.ok(step.snr > step.previousSnr, `SNR at t = ${step.t}`);
    }),
  );

  test(
    'SNR is alphaBar / (1 - alphaBar)',
    onEveryStep((step) => {
      near(step.snr, step.current / (1 - step.current), step.t);
    }),
  );

  test(
    'a transition is the posterior of q(z_t | y) q(z_{t-1} | z_t)',
    onEveryStep((step) => {
      const { t, a, b, c, current, alpha } = step;
      const precision = 1 / (1 - current) + alpha / (1 - alpha);
      near(c, 1 / precision, t);
      near(a, Math.sqrt(current) / (1 - current) / precision, t);
      near(b, Math.sqrt(alpha) / (1 - alpha) / precision, t);
    }),
  );

  test(
    'a transition is the textbook form',
    onEveryStep(({ t, a, b, c, previous, current, alpha }) => {
      near(a, (Math.sqrt(current) * (1 - alpha)) / (1 - previous), t);
      near(b, (Math.sqrt(alpha) * (1 - current)) / (1 - previous), t);
      near(c, ((1 - current) * (1 - alpha)) / (1 - previous), t);
    }),
  );

  test(
    'a transition keeps the marginals: mean and variance',
    onEveryStep(({ t, a, b, c, previous, current }) => {
      near(a + b * Math.sqrt(previous), Math.sqrt(current), t);
      near(b * b * (1 - previous) + c, 1 - current, t);
    }),
  );

  test(
    'the KL of a transition weighs the error by half the SNR it adds',
    onEveryStep(({ t, a, c, snr, previousSnr }) => {
      near((a * a) / (2 * c), (snr - previousSnr) / 2, t);
    }),
  );

  test('is frozen', () => {
    for (const part of [schedule, schedule.alphaBar, schedule.snr, schedule.transition(1)]) {
      assert.ok(Object.isFrozen(part));
    }
  });

  test('is the same whenever it is built', () => {
    const again = buildComponent(component, options);
    assert.equal(again.alphaBar, schedule.alphaBar);
    assert.equal(everyStep.map(again.transition), everyStep.map(schedule.transition));
  });

  test.run();
}

/** Transition t, and what it leads from and to. */
interface Step {
  readonly t: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** abar_{t-1}. */
  readonly previous: number;
  /** abar_t. */
  readonly current: number;
  /** alpha_{t-1}. */
  readonly alpha: number;
  readonly snr: number;
  readonly previousSnr: number;
}

function stepOf({ alphaBar, snr, transition }: DiscreteSchedule, t: number): Step {
  const [previous, current] = [alphaBar[t - 1] as number, alphaBar[t] as number];
  const [previousSnr, currentSnr] = [snr[t - 1] as number, snr[t] as number];
  return { t, ...transition(t), previous, current, alpha: previous / current, snr: currentSnr, previousSnr };
}

function near(found: number, wanted: number, t: number): void {
  const error = Math.abs(found - wanted) / Math.max(1, Math.abs(wanted));
  assert.ok(error <= 1e-12, `t = ${t}: found ${found}, wanted ${wanted}, off by ${error}`);
}
