import type { Loss, Program } from '@noprop/core';
import type { Tensor } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm, isLearned, role } from '@noprop/objectives';
import type { Network } from './backprop';
import { blockNames, runChain } from './chain';

/**
 * -log pHat(y | z_T) at the end of the chain from z_0 ~ N(0, I) is the only term. Its gradient goes back
 * through every block, and into a learned embedding through each of its uses.
 *
 * @paper eq:15 eq:13
 */
export function endToEndProgram(network: Network): Program {
  const { embedding, steps, read } = network;
  const trained = [...blockNames(steps), 'mixing', 'head'];
  return {
    name: 'backprop',
    reads: [...trained, 'embedding'],
    writes: [...trained, ...(isLearned(embedding) ? ['embedding'] : [])],
    terms: ['crossEntropy'],
    metrics: ['accuracy'],
    loss: (inputs): Loss => {
      const { scopes, batch, random } = inputs;
      const zNoise = random.fold('zNoise').normal([batch.images.shape[0] as number, embedding.dimension]);
      const { states } = runChain(network, scopes, batch.images, zNoise);
      const logits = read(
        { head: role(inputs, 'head'), embedding: role(inputs, 'embedding') },
        states[steps] as Tensor,
      );
      const crossEntropy = crossEntropyTerm(logits, batch.labels);
      return {
        total: crossEntropy,
        terms: { crossEntropy },
        metrics: { accuracy: batchAccuracy(logits, batch.labels) },
      };
    },
  };
}
