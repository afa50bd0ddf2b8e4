import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A value, the tensors to save for its gradient, and that gradient. */
export interface Differentiable {
  readonly value: Tensor;
  readonly saved: readonly Tensor[];
  /** Gradients with respect to the inputs, in their order. */
  gradient(dy: Tensor, saved: readonly Tensor[]): readonly Tensor[];
}

/** Applies a function with a handwritten gradient that takes fewer passes than tfjs's own. */
export function withGradient<Inputs extends readonly Tensor[]>(
  inputs: Inputs,
  forward: (...inputs: Inputs) => Differentiable,
): Tensor {
  const apply = tf.customGrad((...given) => {
    const save = given.pop() as (tensors: Tensor[]) => void;
    const { value, saved, gradient } = forward(...(given as unknown as Inputs));
    save([...saved]);
    return { value, gradFunc: (dy, kept) => [...gradient(dy, kept)] };
  });
  return apply(...inputs);
}
