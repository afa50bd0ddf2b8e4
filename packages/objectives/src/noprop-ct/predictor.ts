import type { PredictInputs, Predictor, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { predictionOf } from '../shared/readings';
import { ancestralStates } from './ancestral';
import type { Network, Options } from './noprop-ct';
import { probabilityFlowStates } from './probability-flow';

/** The inputs of a sampler. */
export interface Sampling {
  /** Maps z B D at a scalar time t to uHat B D. Image features are computed once for all calls. */
  readonly denoise: (z: Tensor, t: Tensor) => Tensor;
  /** z_0 ~ N(0, I), B D. */
  readonly zNoise: Tensor;
  readonly schedule: Scope;
  readonly inputs: PredictInputs;
}

/** Samples from noise to z_1, from which the output layer reads the class. @paper eq:2 eq:8 */
export function createPredictor(network: Network, options: Options): Predictor {
  const { block, embedding, read } = network;
  return {
    predict: (inputs) => {
      const { scopes, images, random } = inputs;
      const group = (name: string): Scope => scopes[name] as Scope;
      const features = block.features(group('network'), images);
      const sampling: Sampling = {
        denoise: (z, t) =>
          embedding.mix(group('embedding'), tf.softmax(block.logits(group('network'), features, z, t))),
        zNoise: random.fold('zNoise').normal([images.shape[0] as number, embedding.dimension]),
        schedule: group('schedule'),
        inputs,
      };
      const statesOf = options.sampler === 'ancestral' ? ancestralStates : probabilityFlowStates;
      const states = statesOf(network.schedule, options, sampling);
      return predictionOf(states, (z) => read({ head: group('head'), embedding: group('embedding') }, z), inputs);
    },
  };
}
