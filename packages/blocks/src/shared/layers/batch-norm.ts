import type { ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

const EPSILON = 1e-5;
/** Share of the new value in a running average. */
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
 * Batch normalisation of B C over the batch, with PyTorch's constants. Training uses the batch's
 * mean and biased variance, and moves the running averages towards its mean and unbiased variance;
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
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), 0);
  const count = x.shape[0] as number;
  const unbiased = tf.mul(variance, count / Math.max(count - 1, 1));
  scope.setStatistic(`${path}/mean`, tf.add(running.mean, tf.mul(MOMENTUM, tf.sub(mean, running.mean))));
  scope.setStatistic(
    `${path}/variance`,
    tf.add(running.variance, tf.mul(MOMENTUM, tf.sub(unbiased, running.variance))),
  );
  return normalise(x, scale, shift, centred, inverseDeviation(variance));
}

const inverseDeviation = (variance: Tensor): Tensor => tf.rsqrt(tf.add(variance, EPSILON));

/**
 * scale xHat + shift with xHat = inverse centred. The gradient goes through the batch's own mean and
 * variance too: dx = scale inverse (dy - mean(dy) - xHat mean(dy xHat)).
 */
function normalise(x: Tensor, scale: Tensor, shift: Tensor, centred: Tensor, inverse: Tensor): Tensor {
  return withGradient([x, scale, shift], (_, factor, offset) => ({
    value: tf.add(tf.mul(centred, tf.mul(inverse, factor)), offset),
    saved: [centred, inverse, factor],
    gradient: (dy, [centredKept, inverseKept, scaleKept]) => {
      const [c, r, s] = [centredKept, inverseKept, scaleKept] as [Tensor, Tensor, Tensor];
      const perExample = 1 / (dy.shape[0] as number);
      const dShift = tf.sum(dy, 0);
      const dScale = tf.mul(r, tf.sum(tf.mul(dy, c), 0));
      const along = tf.mul(c, tf.mul(perExample, tf.mul(r, dScale)));
      const dx = tf.mul(tf.mul(s, r), tf.sub(tf.sub(dy, tf.mul(perExample, dShift)), along));
      return [dx, dScale, dShift];
    },
  }));
}
