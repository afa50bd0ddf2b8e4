import type { Predictor, Scope } from '@noprop/core';
import { integrateFixed, tableaus } from '@noprop/ode';
import type { Tensor } from '@tensorflow/tfjs-core';
import { classEmbeddings, proximity } from '../shared/proximity';
import { predictionOf, segmentsOf } from '../shared/readings';
import type { Network, Options } from './noprop-fm';

/**
 * Integrates dz/dt = v(z, x, t) from z_0 ~ N(0, I) at t = 0 to t = 1 and predicts the class with the
 * nearest embedding. Image features are computed once for all steps. @paper eq:10
 */
export function createPredictor({ block, embedding }: Network, { steps, solver }: Options): Predictor {
  return {
    predict: (inputs) => {
      const { scopes, images, random } = inputs;
      const group = (name: string): Scope => scopes[name] as Scope;
      const features = block.features(group('network'), images);
      const zNoise = random.fold('zNoise').normal([images.shape[0] as number, embedding.dimension]);
      const field = (t: Tensor, { z }: { readonly z: Tensor }): { readonly z: Tensor } => ({
        z: embedding.mix(group('embedding'), block.logits(group('network'), features, z, t)),
      });
      const keep = segmentsOf(steps, inputs);
      const grid = { from: 0, to: 1, steps, tableau: tableaus[solver], keep };
      const { states } = integrateFixed(field, { z: zNoise }, grid);
      const rows = classEmbeddings(embedding, group('embedding'));
      const ends = states.map(({ z }) => z);
      return predictionOf(ends, (z) => proximity(z, rows), inputs);
    },
  };
}
