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
  /** The schedule in doubles, from the same parameters; values and gradients are then measured against it. */
  readonly oracle?: ScheduleOracle;
  /** Largest relative error of a value against the oracle. Float32 holds 7 digits, and SNR magnifies gamma's error. */
  readonly tolerance?: number;
}

/**
 * The laws of every noise schedule in continuous time, as a test suite: call it from the test file of a schedule,
 * once for each set of options worth checking.
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
    'runs from noise to clean: gamma falls and SNR rises strictly, at a positive rate',
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
    'abar, 1 - abar and SNR are those of gamma, to float32 accuracy at both ends',
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
    'snrRate is the derivative of SNR, by central differences',
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
    'takes times of any shape',
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
    'is the same whenever it is built or asked, and when it is compiled',
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

  test('leaves no tensor behind', () => {
    assertNoLeaks(() =>
      withParameters((parameters) => {
        numbersAt(schedule, parameters);
        if (trained) gradientsOf(createLoss(schedule, parameters).value, parameters);
      })(),
    );
  });

  if (trained) {
    test(
      'every gradient of a loss predicts how the loss changes',
      withParameters((p) => assertSlopes(schedule, p)),
    );

    test(
      'keeps its order however far the parameters move',
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
          // gamma passes through 0, where its error is that of its ends.
          const wanted = exact.map((values) => values[field]);
          if (field !== 'gamma') closeEach(found[field], wanted, tolerance, field);
          else
            closeEach(
              found.snr,
              wanted.map((g) => Math.exp(-g)),
              tolerance,
              'exp(-gamma)',
            );
        }
      }),
    );
  }

  if (oracle !== undefined && trained) {
    test(
      'its gradients are those of the same schedule in doubles',
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
  throw new Error(`"${component.name}" is a schedule in discrete time; its laws are testSchedule's.`);
}
