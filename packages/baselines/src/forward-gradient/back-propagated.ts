import type { Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { crossEntropyTerm } from '@noprop/objectives';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { readLocal } from './local-loss';
import type { LocalMixer, MixerBlock } from './local-mixer';
import { runBlock } from './run-block';

/**
 * The gradient of a block's local loss with respect to its parameters, by back-propagation inside the block (LG-BP).
 * The forward gradient is an unbiased estimate of it.
 *
 * @param x the block's input, B P F, a constant
 */
export function backPropagated(
  mixer: LocalMixer,
  block: MixerBlock,
  { scope, head }: { readonly scope: Scope; readonly head: Scope },
  x: Tensor,
  labels: Tensor,
): Tensors {
  const paths = block.layers.flatMap(({ name, map }) => Object.keys(map.parameters).map((path) => `${name}/${path}`));
  const loss = (...tensors: Tensor[]): Scalar => {
    const parameter = (path: string): Tensor => tensors[paths.indexOf(path)] as Tensor;
    const { output } = runBlock(block, { ...scope, parameter }, x);
    return crossEntropyTerm(readLocal(head, output.value, mixer).logits, labels) as Scalar;
  };
  const gradients = tf.grads(loss)(paths.map(scope.parameter));
  return Object.fromEntries(paths.map((path, i) => [path, gradients[i] as Tensor]));
}
