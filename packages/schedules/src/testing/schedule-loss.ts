import type { ContinuousSchedule, Tensors } from '@noprop/core';
import { readTensor, type Tensor, tf } from '@noprop/engine';
import { numbersAt, TIMES, valuesAt } from './continuous-fixture';
import type { ExactParameters, ScheduleOracle } from './oracle';

/**
 * A scalar loss of a schedule, similar to an objective's: the mean over {@link TIMES} of weighted snrRate and abar.
 * The weights of snrRate cancel its scale, so that no time dominates; those of abar have both signs.
 */
export interface ScheduleLoss {
  readonly value: (parameters: Tensors) => Tensor;
  /** The same in doubles. */
  readonly exact: (oracle: ScheduleOracle, parameters: ExactParameters) => number;
}

export function createLoss(schedule: ContinuousSchedule, parameters: Tensors): ScheduleLoss {
  const rateWeights = numbersAt(schedule, parameters).snr.map((snr, i) => (1 + (i % 3)) / snr);
  const signalWeights = TIMES.map((_, i) => 3 * Math.cos(i));
  return {
    value: (moved) => {
      const { snrRate, alphaBar } = valuesAt(schedule, moved, tf.tensor1d([...TIMES]));
      const weighted = tf.add(tf.mul(snrRate, tf.tensor1d(rateWeights)), tf.mul(alphaBar, tf.tensor1d(signalWeights)));
      return tf.mean(weighted);
    },
    exact: (oracle, moved) => {
      const terms = TIMES.map((t, i) => {
        const { snrRate, alphaBar } = oracle(moved, t);
        return snrRate * Math.fround(rateWeights[i] as number) + alphaBar * Math.fround(signalWeights[i] as number);
      });
      return terms.reduce((a, b) => a + b, 0) / TIMES.length;
    },
  };
}

/** The gradient of a loss by parameter path, as numbers in row-major order. */
export function gradientsOf(loss: (parameters: Tensors) => Tensor, parameters: Tensors): ExactParameters {
  const paths = Object.keys(parameters);
  const compute = (): ExactParameters => {
    const ofValues = (...values: Tensor[]): Tensor =>
      loss(Object.fromEntries(paths.map((path, i) => [path, values[i] as Tensor])));
    const gradients = tf.grads(ofValues)(paths.map((path) => parameters[path] as Tensor));
    return Object.fromEntries(paths.map((path, i) => [path, Float64Array.from(readTensor(gradients[i] as Tensor))]));
  };
  return tf.tidy(compute as never) as never;
}
