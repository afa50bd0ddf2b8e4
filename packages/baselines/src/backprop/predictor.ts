import type { Predictor, Scope } from '@noprop/core';
import type { Tensor } from '@noprop/engine';
import { predictionOf } from '@noprop/objectives';
import type { Network } from './backprop';
import { blockNames, runChain } from './chain';

/** Runs the chain in inference mode from a new z_0 ~ N(0, I), and reads the class from z_T. @paper eq:15 */
export function createPredictor(network: Network): Predictor {
  const { block, embedding, steps, read } = network;
  return {
    predict: (inputs) => {
      const { scopes, images, random, diagnostics } = inputs;
      const group = (name: string): Scope => scopes[name] as Scope;
      const zNoise = random.fold('zNoise').normal([images.shape[0] as number, embedding.dimension]);
      const { states, features } = runChain(network, scopes, images, zNoise);
      const readers = { head: group('head'), embedding: group('embedding') };
      const prediction = predictionOf(states, (z) => read(readers, z), inputs);
      if (!diagnostics) return prediction;
      const alone = blockNames(steps).map((name, i) => block.logits(group(name), features[i] as Tensor, zNoise));
      return { ...prediction, alone };
    },
  };
}
