import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

const DROPOUT = 0.2;

/** The boxes of Figure 15 in plain tfjs, with tfjs gradients and in the order drawn. */
export interface LiteralLayers {
  fc(path: string, x: Tensor): Tensor;
  batchNorm(path: string, x: Tensor): Tensor;
  /** All boxes up to FC. */
  trunk(path: string, images: Tensor): Tensor;
}

export function literalLayers(scope: Scope): LiteralLayers {
  const { parameter } = scope;
  const conv = (path: string, x: Tensor): Tensor =>
    tf.add(tf.conv2d(x as Tensor4D, parameter(`${path}/kernel`) as Tensor4D, 1, 'same'), parameter(`${path}/bias`));
  const maxPool = (x: Tensor): Tensor => tf.maxPool(x as Tensor4D, 2, 2, 'valid');
  const dropout = (name: string, x: Tensor): Tensor => {
    if (!scope.training) return x;
    const keep = scope.random.fold(`dropout/${name}`).bernoulli(x.shape, 1 - DROPOUT);
    return tf.div(tf.mul(x, tf.cast(keep, 'float32')), 1 - DROPOUT);
  };
  const fc = (path: string, x: Tensor): Tensor =>
    tf.add(tf.matMul(x, parameter(`${path}/kernel`)), parameter(`${path}/bias`));
  const batchNorm = (path: string, x: Tensor): Tensor => {
    const { mean, variance } = scope.training
      ? tf.moments(x, 0)
      : { mean: scope.statistic(`${path}/mean`), variance: scope.statistic(`${path}/variance`) };
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(normal, parameter(`${path}/scale`)), parameter(`${path}/shift`));
  };
  const trunk = (path: string, images: Tensor): Tensor => {
    let image = dropout('conv1', maxPool(tf.relu(conv(`${path}/conv1`, images))));
    image = dropout('conv2', tf.relu(conv(`${path}/conv2`, image)));
    image = dropout('conv3', maxPool(tf.relu(conv(`${path}/conv3`, image))));
    return fc(`${path}/dense`, tf.reshape(image, [images.shape[0] as number, -1]));
  };
  return { fc, batchNorm, trunk };
}

/** The layers of the noised label's trunk, which draws its own dropout masks. */
export function labelLayers(scope: Scope): LiteralLayers {
  return literalLayers({ ...scope, random: scope.random.fold('label') });
}
