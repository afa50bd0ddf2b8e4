import type { ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

const EPSILON = 1e-5;
/** Weight of the new value in a running average. */
const MOMENTUM = 0.1;

export function batchNormParameters(path: string, size: number): ParameterSpecs {
  return {
    [`${path}/scale`]: { shape: [size], init: { kind: 'ones' } },
    [`${path}/shift`]: { shape: [size], init: { kind: 'zeros' } },
  };
}

export function batchNormStatistics(path: string, size: number): ParameterSpecs {
  return {
    [`${path}/mean`]: { shape: [size], init: { kind: 'zeros' } },
    [`${path}/variance`]: { shape: [size], init: { kind: 'ones' } },
  };
}

/**
 * Batch normalization of B C over the batch, with PyTorch's constants. Training uses the batch's
 * mean and biased variance, and moves the running averages toward its mean and unbiased variance;
 * inference uses the running averages.
 */
export function batchNorm(scope: Scope, path: string, x: Tensor): Tensor {
  const scale = scope.parameter(`${path}/scale`);
  const shift = scope.parameter(`${path}/shift`);
  const running = { mean: scope.statistic(`${path}/mean`), variance: scope.statistic(`${path}/variance`) };
  if (!scope.training) {
    const factor = tf.mul(scale, inverseDeviation(running.variance));
    return tf.add(tf.mul(x, factor), tf.sub(shift, tf.mul(running.mean, factor)));
  }
  const mean = tf.mean(x, 0);
  const centered = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centered), 0);
  const count = x.shape[0] as number;
  const unbiased = tf.mul(variance, count / Math.max(count - 1, 1));
  scope.setStatistic(`${path}/mean`, tf.add(running.mean, tf.mul(MOMENTUM, tf.sub(mean, running.mean))));
  scope.setStatistic(
    `${path}/variance`,
    tf.add(running.variance, tf.mul(MOMENTUM, tf.sub(unbiased, running.variance))),
  );
  return normalize(x, scale, shift, centered, inverseDeviation(variance));
}

const inverseDeviation = (variance: Tensor): Tensor => tf.rsqrt(tf.add(variance, EPSILON));

/**
 * scale xHat + shift with xHat = inverse centered. The gradient includes the paths through the batch's mean and
 * variance: dx = scale inverse (dy - mean(dy) - xHat mean(dy xHat)).
 */
function normalize(x: Tensor, scale: Tensor, shift: Tensor, centered: Tensor, inverse: Tensor): Tensor {
  return withGradient([x, scale, shift], (_, factor, offset) => ({
    value: tf.add(tf.mul(centered, tf.mul(inverse, factor)), offset),
    saved: [centered, inverse, factor],
    gradient: (dy, [centeredKept, inverseKept, scaleKept]) => {
      const [c, r, s] = [centeredKept, inverseKept, scaleKept] as [Tensor, Tensor, Tensor];
      const perExample = 1 / (dy.shape[0] as number);
      const dShift = tf.sum(dy, 0);
      const dScale = tf.mul(r, tf.sum(tf.mul(dy, c), 0));
      const along = tf.mul(c, tf.mul(perExample, tf.mul(r, dScale)));
      const dx = tf.mul(tf.mul(s, r), tf.sub(tf.sub(dy, tf.mul(perExample, dShift)), along));
      return [dx, dScale, dShift];
    },
  }));
}
