import type { Program, Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm, headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';
import { softmaxError } from '../shared/softmax-error';
import { activitiesOf, feedbackNames, layerName, layerNames, OUTPUT, range, type TargetNetwork } from './network';
import { squaredError } from './squared-error';
import { differenceTargets, topTarget } from './targets';

/**
 * One step of all layers, from one pass of activities and targets: f_l moves h_l towards its target, and the output
 * layer descends the cross-entropy. The inverses are constants.
 */
export function forwardProgram(network: TargetNetwork, { targetStep }: { readonly targetStep: number }): Program {
  const writes = [...layerNames(network), OUTPUT];
  return {
    name: 'difference-target-propagation-forward',
    reads: [...writes, ...feedbackNames(network)],
    writes,
    terms: ['target', 'crossEntropy'],
    metrics: ['accuracy'],
    gradient: ({ scopes, batch: { images, labels } }) => {
      const { activation, depth } = network;
      const scopeOf = (group: string): Scope => scopes[group] as Scope;
      const activities = activitiesOf(network, scopeOf, images);
      const top = activities[depth] as Tensor;
      const logits = headLogits(scopeOf(OUTPUT), top);
      const slopes = tf.mul(1 / (labels.shape[0] as number), softmaxError(logits, labels));
      const first = topTarget(top, scopeOf(OUTPUT).parameter('kernel'), slopes, targetStep);
      const targets = differenceTargets(network, scopeOf, activities, first);
      const gradients: Record<string, Tensors> = {};
      const losses = range(1, depth).map((l) => {
        const [x, y] = [activities[l - 1], activities[l]] as [Tensor, Tensor];
        const { loss, gradient } = squaredError(activation, x, y, targets[l] as Tensor);
        gradients[layerName(l)] = gradient;
        return loss;
      });
      gradients[OUTPUT] = linearGradient(top, slopes);
      return {
        gradients,
        terms: { target: tf.addN(losses), crossEntropy: crossEntropyTerm(logits, labels) },
        metrics: { accuracy: batchAccuracy(logits, labels) },
      };
    },
  };
}
