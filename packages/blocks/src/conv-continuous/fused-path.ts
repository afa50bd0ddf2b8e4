import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import type { Options } from './conv-continuous';

/** The three paths in the order in which the figure concatenates them, which is that of the kernel's rows. */
const PATHS = ['image', 'label', 'time'] as const;
type Path = (typeof PATHS)[number];

export function fusedParameters({ classes }: Dimensions, { hidden, fusion }: Options): ParameterSpecs {
  return {
    ...denseParameters('fusion/dense1', PATHS.length * hidden, hidden),
    ...denseParameters('fusion/dense2', hidden, fusion),
    ...denseParameters('output', fusion, classes),
  };
}

/**
 * The contribution of one path, B F, to the first fused layer: its product with its own rows of the kernel.
 * The contributions add up to the concatenation times the kernel, so a path that does not depend on z, or is
 * the same for all images, is multiplied only once.
 */
export function fusedShare(scope: Scope, path: Path, x: Tensor): Tensor {
  const rows = x.shape[1] as number;
  const kernel = tf.slice(scope.parameter('fusion/dense1/kernel'), [PATHS.indexOf(path) * rows, 0], [rows, -1]);
  return tf.matMul(x, kernel);
}

/** Maps the paths' contributions to class logits B K. The time's is B F, or 1 F if all images share t. @paper fig:15 */
export function applyFusedPath(scope: Scope, shares: Readonly<Record<Path, Tensor>>): Tensor {
  const { image, label, time } = shares;
  // Add the bias to the time first, since that may be a single row.
  const offset = tf.add(time, scope.parameter('fusion/dense1/bias'));
  const first = relu(tf.add(tf.add(image, label), offset));
  const second = relu(dense(scope, 'fusion/dense2', first));
  return dense(scope, 'output', second);
}
