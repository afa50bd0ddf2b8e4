import type { Program, Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TargetNetwork } from './network';
import { activitiesOf, applyLayer, feedbackName, feedbackNames, layerName, layerNames, range } from './network';
import { squaredError } from './squared-error';

/**
 * One step of all inverses: g_l learns to map f_l(hc) back to the corrupted activity hc = h_{l-1} + N(0, sigma^2), so
 * that it inverts f_l around the activities and not only at them. The layers f are constants.
 */
export function inverseProgram(network: TargetNetwork, { noise }: { readonly noise: number }): Program {
  const writes = feedbackNames(network);
  return {
    name: 'difference-target-propagation-inverse',
    reads: [...layerNames(network), ...writes],
    writes,
    terms: ['reconstruction'],
    metrics: [],
    gradient: ({ scopes, batch, random }) => {
      const { activation, depth } = network;
      const scopeOf = (group: string): Scope => scopes[group] as Scope;
      const activities = activitiesOf(network, scopeOf, batch.images);
      const gradients: Record<string, Tensors> = {};
      const losses = range(2, depth).map((l) => {
        const below = activities[l - 1] as Tensor;
        const corrupted = tf.add(below, tf.mul(noise, random.fold(`corruption/${l}`).normal(below.shape)));
        const above = applyLayer(activation, scopeOf(layerName(l)), corrupted);
        const rebuilt = applyLayer(activation, scopeOf(feedbackName(l)), above);
        const { loss, gradient } = squaredError(activation, above, rebuilt, corrupted);
        gradients[feedbackName(l)] = gradient;
        return loss;
      });
      return { gradients, terms: { reconstruction: tf.addN(losses) } };
    },
  };
}
