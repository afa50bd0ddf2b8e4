import type { ContinuousSchedule, DiscreteSchedule, ScheduleValues } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A schedule with the paper's transition coefficients for given abar_0..abar_T.
 * @paper eq:5
 */
export function toySchedule(alphaBar: readonly number[]): DiscreteSchedule {
  return {
    kind: 'discrete',
    steps: alphaBar.length - 1,
    alphaBar,
    snr: alphaBar.map((value) => value / (1 - value)),
    transition: (t) => {
      const [previous, current] = [alphaBar[t - 1] as number, alphaBar[t] as number];
      const alpha = previous / current;
      return {
        a: (Math.sqrt(current) * (1 - alpha)) / (1 - previous),
        b: (Math.sqrt(alpha) * (1 - current)) / (1 - previous),
        c: ((1 - current) * (1 - alpha)) / (1 - previous),
      };
    },
  };
}

/** Initial parameters of {@link toyContinuousSchedule}: gamma falls from about 5 to -3. */
export const toyGamma = { gamma0: -3, spread: 8, bend: 0.5 } as const;

/**
 * gamma(t) = gamma0 + softplus(spread) (1 - t - tanh(bend) t (1 - t)), which is decreasing for all values of
 * its three learned parameters.
 */
export const toyContinuousSchedule: ContinuousSchedule = {
  kind: 'continuous',
  parameters: {
    gamma0: { shape: [], init: { kind: 'values', values: [toyGamma.gamma0] } },
    spread: { shape: [], init: { kind: 'values', values: [toyGamma.spread] } },
    bend: { shape: [], init: { kind: 'values', values: [toyGamma.bend] } },
  },
  at: (scope, t) =>
    valuesAt(
      { gamma0: scope.parameter('gamma0'), spread: scope.parameter('spread'), bend: scope.parameter('bend') },
      t,
    ),
};

/** The same schedule fixed at its initial values, without parameters. */
export const toyFixedContinuousSchedule: ContinuousSchedule = {
  kind: 'continuous',
  parameters: {},
  at: (_scope, t) => valuesAt(toyGamma, t),
};

type ToyGamma = Readonly<Record<keyof typeof toyGamma, Tensor | number>>;

function valuesAt({ gamma0, spread, bend }: ToyGamma, t: Tensor): ScheduleValues {
  const [fall, curve] = [tf.softplus(spread), tf.tanh(bend)];
  const left = tf.sub(1, t);
  const gamma = tf.add(gamma0, tf.mul(fall, tf.sub(left, tf.mul(curve, tf.mul(t, left)))));
  const snr = tf.exp(tf.neg(gamma));
  return {
    gamma,
    alphaBar: tf.sigmoid(tf.neg(gamma)),
    noiseVariance: tf.sigmoid(gamma),
    snr,
    snrRate: tf.mul(tf.mul(fall, tf.add(1, tf.mul(curve, tf.sub(left, t)))), snr),
  };
}
