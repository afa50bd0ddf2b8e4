import type { Loss, Program } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { noisedLabel } from '../shared/noise';
import { isLearned, role } from '../shared/roles';
import { batchAccuracy, crossEntropyTerm, denoisingTerm, klTerm } from '../shared/terms';
import { sampleTimes } from '../shared/times';
import type { Network, Options } from './noprop-ct';

/**
 * The loss of Algorithm 2. z_t and z_1 are drawn independently, each from its own marginal.
 * Gradients reach the schedule through SNR'(t), z_t, z_1 and the KL term, and a learned embedding
 * through each of its uses.
 *
 * @paper alg:2 eq:8 eq:29
 */
export function diffusionProgram(network: Network, options: Options): Program {
  const { block, embedding, schedule, read } = network;
  return {
    name: 'noprop-ct',
    reads: ['network', 'head', 'schedule', 'embedding'],
    writes: [
      'network',
      'head',
      ...(isLearned(schedule) ? ['schedule'] : []),
      ...(isLearned(embedding) ? ['embedding'] : []),
    ],
    terms: ['crossEntropy', 'kl', 'denoising'],
    metrics: ['denoiserAccuracy'],
    loss: (inputs): Loss => {
      const { batch, random } = inputs;
      const scopes = { head: role(inputs, 'head'), embedding: role(inputs, 'embedding') };
      const u = embedding.embed(scopes.embedding, batch.labels);
      const size = u.shape[0] as number;
      const t = sampleTimes(options.timeSampling, size, random.fold('t'));
      // Evaluate the schedule once for the batch's times and both ends.
      const levels = schedule.at(role(inputs, 'schedule'), tf.concat([t, tf.tensor1d([0, 1])]));
      const ofBatch = (values: Tensor): Tensor => tf.slice(values, 0, size);
      const column = (values: Tensor): Tensor => tf.reshape(ofBatch(values), [size, 1]);
      const end = (values: Tensor, i: 0 | 1): Tensor => tf.reshape(tf.slice(values, size + i, 1), []);

      const zFinal = noisedLabel(u, end(levels.alphaBar, 1), random.fold('zFinal'), end(levels.noiseVariance, 1));
      const crossEntropy = crossEntropyTerm(read(scopes, zFinal), batch.labels);

      const kl = klTerm(u, end(levels.alphaBar, 0));

      const z = noisedLabel(u, column(levels.alphaBar), random.fold('z'), column(levels.noiseVariance));
      const scope = role(inputs, 'network');
      const logits = block.logits(scope, block.features(scope, batch.images), z, t);
      const prediction = embedding.mix(scopes.embedding, tf.softmax(logits));
      const denoising = denoisingTerm(prediction, u, tf.mul(0.5 * options.eta, ofBatch(levels.snrRate)));

      return {
        total: tf.addN([crossEntropy, kl, denoising]),
        terms: { crossEntropy, kl, denoising },
        metrics: { denoiserAccuracy: batchAccuracy(logits, batch.labels) },
      };
    },
  };
}
