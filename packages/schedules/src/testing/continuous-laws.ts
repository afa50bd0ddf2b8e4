import { buildComponent, type Component, type ContinuousSchedule, type Tensors } from '@noprop/core';
import { compile, readTensor, type Tensor, tf } from '@noprop/engine';
import { assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  closeEach,
  exactAt,
  exactParameters,
  FIELDS,
  initialParameters,
  numbersAt,
  TIMES,
  valuesAt,
} from './continuous-fixture';
import { assertExactGradients, assertSlopes } from './gradient-laws';
import type { ScheduleOracle } from './oracle';
import { assertOrder } from './order-law';
import { createLoss, gradientsOf } from './schedule-loss';

export interface ContinuousLawOptions {
  /** The schedule in doubles, from the same parameters. If given, values and gradients are checked against it. */
  readonly oracle?: ScheduleOracle;
  /** Largest relative error against the oracle. Float32 has 7 digits, and SNR amplifies the error of gamma. */
  readonly tolerance?: number;
}

/**
 * The laws of every continuous-time noise schedule, as a test suite. Call it from the schedule's test file, once for
 * each set of options worth checking.
 *
 * @throws Error for a schedule in discrete time
 * @paper eq:30 eq:32
 */
export function testContinuousSchedule(
  component: Component<'schedule'>,
  options: Readonly<Record<string, unknown>> = {},
  { oracle, tolerance = 1e-5 }: ContinuousLawOptions = {},
): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const schedule = buildContinuous(component, options);
  const trained = Object.keys(schedule.parameters).length > 0;
  const withParameters = (law: (parameters: Tensors) => void) => () => {
    tf.tidy(() => law(initialParameters(schedule)));
  };

  test.before(() => startTestEngine().then(() => undefined));

  test(
    'runs from noise to clean: gamma strictly falls, SNR strictly rises, and its rate is positive',
    withParameters((parameters) => {
      const { gamma, snr, snrRate } = numbersAt(schedule, parameters);
      TIMES.forEach((t, i) => {
        assert.ok((snrRate[i] as number) > 0, `snrRate at t = ${t}: ${snrRate[i]}`);
        if (i === 0) return;
        assert.ok((gamma[i] as number) < (gamma[i - 1] as number), `gamma at t = ${t}`);
        assert.ok((snr[i] as number) > (snr[i - 1] as number), `SNR at t = ${t}`);
      });
    }),
  );

  test(
    'abar, 1 - abar and SNR agree with gamma to float32 accuracy, at both ends too',
    withParameters((parameters) => {
      const { gamma, ...found } = numbersAt(schedule, parameters);
      const of = (value: (g: number) => number): number[] => gamma.map(value);
      closeEach(
        found.alphaBar,
        of((g) => 1 / (1 + Math.exp(g))),
        1e-5,
        'alphaBar',
      );
      closeEach(
        found.noiseVariance,
        of((g) => 1 / (1 + Math.exp(-g))),
        1e-5,
        'noiseVariance',
      );
      closeEach(
        found.snr,
        of((g) => Math.exp(-g)),
        1e-5,
        'snr',
      );
      const sum = TIMES.map((_, i) => (found.alphaBar[i] as number) + (found.noiseVariance[i] as number));
      closeEach(
        sum,
        TIMES.map(() => 1),
        2.4e-7,
        'alphaBar + noiseVariance',
      );
    }),
  );

  test(
    'snrRate agrees with central differences of SNR',
    withParameters((parameters) => {
      const inner = TIMES.slice(1, -1);
      const step = 1 / 512;
      const at = (shift: number) =>
        numbersAt(
          schedule,
          parameters,
          inner.map((t) => t + shift),
        );
      const [before, here, after] = [at(-step), at(0), at(step)];
      const slopes = inner.map((_, i) => ((after.snr[i] as number) - (before.snr[i] as number)) / (2 * step));
      closeEach(here.snrRate, slopes, 5e-3, 'snrRate', inner);
    }),
  );

  test(
    'accepts times of any shape',
    withParameters((parameters) => {
      const times = [0, 0.125, 0.5, 0.625, 0.75, 1];
      const flat = numbersAt(schedule, parameters, times);
      for (const shape of [[6], [6, 1], [1, 6], [2, 3], [3, 1, 2]]) {
        const values = valuesAt(schedule, parameters, tf.tensor(times, shape));
        for (const field of FIELDS) {
          assert.equal(values[field].shape, shape, field);
          assert.is(values[field].dtype, 'float32', field);
          closeEach([...readTensor(values[field])], flat[field], 1e-6, field, times);
        }
      }
      const { snr } = valuesAt(schedule, parameters, tf.scalar(0.5));
      assert.equal(snr.shape, []);
      closeEach([...readTensor(snr)], [flat.snr[2] as number], 1e-6, 'snr', [0.5]);
    }),
  );

  test(
    'gives the same values when rebuilt, evaluated again or compiled',
    withParameters((parameters) => {
      const again = buildContinuous(component, options);
      assert.equal(again.parameters, schedule.parameters);
      const eager = numbersAt(schedule, parameters);
      assert.equal(numbersAt(again, parameters), eager);
      const compiled = compile(
        (input: { parameters: Tensors; t: Tensor }) => ({ ...valuesAt(schedule, input.parameters, input.t) }),
        { name: component.name },
      );
      const values = compiled({ parameters, t: tf.tensor1d([...TIMES]) });
      for (const field of FIELDS) closeEach([...readTensor(values[field])], eager[field], 1e-5, field);
      compiled.dispose();
    }),
  );

  test('leaks no tensors', () => {
    assertNoLeaks(() =>
      withParameters((parameters) => {
        numbersAt(schedule, parameters);
        if (trained) gradientsOf(createLoss(schedule, parameters).value, parameters);
      })(),
    );
  });

  if (trained) {
    test(
      'gradients predict how a loss changes',
      withParameters((p) => assertSlopes(schedule, p)),
    );

    test(
      'keeps its order after large parameter changes',
      withParameters((p) => assertOrder(schedule, p)),
    );
  }

  if (oracle !== undefined) {
    test(
      'agrees with the same schedule in doubles',
      withParameters((parameters) => {
        const found = numbersAt(schedule, parameters);
        const exact = exactAt(oracle, exactParameters(parameters));
        for (const field of FIELDS) {
          // gamma crosses 0, where a relative error is meaningless, so compare exp(-gamma) instead.
          const expected = exact.map((values) => values[field]);
          if (field !== 'gamma') closeEach(found[field], expected, tolerance, field);
          else
            closeEach(
              found.snr,
              expected.map((g) => Math.exp(-g)),
              tolerance,
              'exp(-gamma)',
            );
        }
      }),
    );
  }

  if (oracle !== undefined && trained) {
    test(
      'gradients agree with the same schedule in doubles',
      withParameters((parameters) => assertExactGradients(schedule, parameters, oracle, 10 * tolerance)),
    );
  }

  test.run();
}

function buildContinuous(
  component: Component<'schedule'>,
  options: Readonly<Record<string, unknown>>,
): ContinuousSchedule {
  const schedule = buildComponent(component, options);
  if (schedule.kind === 'continuous') return schedule;
  throw new Error(`"${component.name}" is a discrete-time schedule. Use testSchedule.`);
}
