import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { applyLayer, feedbackName, range, type ScopeOf, type TargetNetwork } from './network';

/**
 * Target of the top hidden layer: one step down the gradient of the loss, hHat_L = h_L - eta dLoss/dh_L. The loss is a
 * mean over the batch, so each example moves by eta / B times its own gradient.
 *
 * @param top h_L, B D
 * @param kernel of the output layer, D K
 * @param slopes of the loss with respect to the logits, B K
 */
export function topTarget(top: Tensor, kernel: Tensor, slopes: Tensor, step: number): Tensor {
  return tf.sub(top, tf.mul(step, tf.matMul(slopes, kernel, false, true)));
}

/**
 * Difference targets from the top down: hHat_{l-1} = h_{l-1} - g_l(h_l) + g_l(hHat_l). An inverse makes similar errors
 * at h_l and at the target, so they cancel; if a target equals its activity, so does the one below.
 *
 * @param activities h_0..h_L
 * @param top hHat_L
 * @returns hHat_1..hHat_L by their index; the images, index 0, have no target
 */
export function differenceTargets(
  { depth, activation }: TargetNetwork,
  scopeOf: ScopeOf,
  activities: readonly Tensor[],
  top: Tensor,
): readonly (Tensor | undefined)[] {
  const targets: (Tensor | undefined)[] = Array.from({ length: depth + 1 });
  targets[depth] = top;
  for (const l of range(2, depth).reverse()) {
    const inverse = (h: Tensor): Tensor => applyLayer(activation, scopeOf(feedbackName(l)), h);
    const difference = tf.sub(inverse(targets[l] as Tensor), inverse(activities[l] as Tensor));
    targets[l - 1] = tf.add(activities[l - 1] as Tensor, difference);
  }
  return targets;
}
