import type { ParameterSpec, RandomKey } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { readTensor } from '../read';
import { tf } from '../tf';
import { orthonormalize } from './orthogonal';

/**
 * The initial value of a parameter. Equal keys give equal numbers on every backend.
 *
 * @throws Error `internal:` for a parameter initialized from the training images, which are not available here
 */
export function initialTensor({ shape, init }: ParameterSpec, random: RandomKey): Tensor {
  switch (init.kind) {
    case 'zeros':
      return tf.zeros([...shape]);
    case 'ones':
      return tf.ones([...shape]);
    case 'uniform':
      return tf.tidy(() => tf.mul(init.bound, tf.sub(tf.mul(2, random.uniform(shape)), 1)));
    case 'normal':
      return tf.tidy(() => tf.mul(init.deviation, random.normal(shape)));
    case 'orthogonal':
      return orthogonalTensor(shape, random);
    case 'values':
      return tf.tensor([...init.values], [...shape], 'float32');
    case 'data':
      throw new Error(`internal: a parameter initialized to ${init.summary} needs the training images.`);
  }
}

function orthogonalTensor(shape: readonly number[], random: RandomKey): Tensor {
  const [rows, columns, ...rest] = shape;
  if (rows === undefined || columns === undefined || rest.length > 0) {
    throw new Error(`internal: expected a matrix for an orthogonal parameter, got shape [${shape.join(', ')}].`);
  }
  const normal = tf.tidy(() => random.normal(shape));
  const values = Float64Array.from(readTensor(normal));
  normal.dispose();
  orthonormalize(values, rows, columns);
  return tf.tensor2d(Float32Array.from(values), [rows, columns]);
}
