import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Entry } from './per-parameter';

/** Without momentum nothing is remembered. */
export const velocitySlots = (momentum: number): readonly string[] => (momentum === 0 ? [] : ['velocity']);

/** momentum velocity + g. */
export function velocityOf({ slot }: Entry, gradient: Tensor, momentum: number): Tensor {
  return momentum === 0 ? gradient : tf.add(tf.mul(momentum, slot('velocity')), gradient);
}
