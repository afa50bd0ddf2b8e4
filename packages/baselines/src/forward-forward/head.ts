import type { ParameterSpecs, Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm, headLogits, linearHead } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';
import { softmaxError } from '../shared/softmax-error';
import type { Passed } from './layers';

/** The outcome of one training step of the softmax head. */
export interface HeadStep {
  /** B K. */
  readonly logits: Tensor;
  readonly gradients: Tensors;
  readonly crossEntropy: Tensor;
  readonly accuracy: Tensor;
}

/** Parameters of the softmax head, which reads all hidden layers but the first and starts at zero. */
export function headSpecs(hidden: readonly number[], classes: number): ParameterSpecs {
  const width = hidden.slice(1).reduce((sum, units) => sum + units, 0);
  return linearHead(width, classes, { kind: 'zeros' });
}

/** Class logits from the normalized activities of all hidden layers but the first, B K. */
export function readHead(head: Scope, { inputs }: Passed): Tensor {
  return headLogits(head, featuresOf(inputs));
}

/** One step of the head. Its gradient stops at the features, so no hidden layer learns from the labels. */
export function trainHead(head: Scope, { inputs }: Passed, labels: Tensor): HeadStep {
  const features = featuresOf(inputs);
  const logits = headLogits(head, features);
  return {
    logits,
    gradients: linearGradient(features, tf.div(softmaxError(logits, labels), labels.size)),
    crossEntropy: crossEntropyTerm(logits, labels),
    accuracy: batchAccuracy(logits, labels),
  };
}

/** Skips input 0, the image, and input 1, from the first layer, whose features are too close to the pixels to help. */
const featuresOf = (inputs: readonly Tensor[]): Tensor => tf.concat(inputs.slice(2), 1);
