import type { Predictor, Scope } from '@noprop/core';
import { headLogits, predictionOf, segmentsOf } from '@noprop/objectives';
import { integrateFixed, tableaus } from '@noprop/ode';
import type { Network, Options } from './adjoint';
import { fieldParameters, vectorField } from './field';

/**
 * Integrates the trained field from z(0) ~ N(0, I) at t = 0 to t = 1; the head reads the class from z(1). Image
 * features are computed once for all steps. @paper table:3
 */
export function createPredictor(network: Network, { steps, solver }: Pick<Options, 'steps' | 'solver'>): Predictor {
  const { block, embedding } = network;
  return {
    predict: (inputs) => {
      const { images, random } = inputs;
      const group = (name: string): Scope => inputs.scopes[name] as Scope;
      const scopes = { network: group('network'), embedding: group('embedding') };
      const features = block.features(scopes.network, images);
      const zNoise = random.fold('zNoise').normal([images.shape[0] as number, embedding.dimension]);
      const parameters = fieldParameters(network, scopes, features, zNoise);
      const grid = { from: 0, to: 1, steps, tableau: tableaus[solver], keep: segmentsOf(steps, inputs), parameters };
      const { states } = integrateFixed(vectorField(network, scopes), { z: zNoise }, grid);
      const ends = states.map(({ z }) => z);
      return predictionOf(ends, (z) => headLogits(group('head'), z), inputs);
    },
  };
}
