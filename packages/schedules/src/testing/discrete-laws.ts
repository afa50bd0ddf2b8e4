import { buildComponent, type Component, type DiscreteSchedule } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { near, type Step, stepsOf, transitionLaws } from './transition-laws';

/**
 * The laws of every discrete-time noise schedule, as a test suite. Call it from the schedule's test file, once for each
 * set of options worth checking.
 *
 * @throws Error for a schedule in continuous time
 * @paper eq:4 eq:5 eq:25
 */
export function testSchedule(component: Component<'schedule'>, options: Readonly<Record<string, unknown>> = {}): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const schedule = buildDiscrete(component, options);
  const steps = stepsOf(schedule);
  const onEveryStep = (check: (step: Step) => void) => () => steps.forEach(check);

  test('has T + 1 values inside (0, 1)', () => {
    assert.is(schedule.alphaBar.length, schedule.steps + 1);
    assert.is(schedule.snr.length, schedule.steps + 1);
    assert.ok(schedule.alphaBar.every((value) => value > 0 && value < 1));
  });

  test(
    'runs from noise to clean: alphaBar and SNR strictly increase',
    onEveryStep((step) => {
      assert.ok(step.current > step.previous, `alphaBar at t = ${step.t}`);
      assert.ok(step.snr > step.previousSnr, `SNR at t = ${step.t}`);
    }),
  );

  test(
    'SNR is alphaBar / (1 - alphaBar)',
    onEveryStep((step) => near(step.snr, step.current / (1 - step.current), step.t)),
  );

  for (const [law, check] of Object.entries(transitionLaws)) test(`a transition ${law}`, onEveryStep(check));

  test('is frozen', () => {
    for (const item of [schedule, schedule.alphaBar, schedule.snr, schedule.transition(1)]) {
      assert.ok(Object.isFrozen(item));
    }
  });

  test('gives the same values when rebuilt', () => {
    const again = buildDiscrete(component, options);
    assert.equal(again.alphaBar, schedule.alphaBar);
    assert.equal(stepsOf(again), steps);
  });

  test.run();
}

function buildDiscrete(component: Component<'schedule'>, options: Readonly<Record<string, unknown>>): DiscreteSchedule {
  const schedule = buildComponent(component, options);
  if (schedule.kind === 'discrete') return schedule;
  throw new Error(`"${component.name}" is a continuous-time schedule. Use testContinuousSchedule.`);
}
