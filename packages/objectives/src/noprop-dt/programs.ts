import type { Loss, Program, ProgramInputs } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { noisedLabel } from '../shared/noise';
import { role } from '../shared/roles';
import { batchAccuracy, crossEntropyTerm, denoisingTerm, klTerm } from '../shared/terms';
import type { Network } from './noprop-dt';

/** The denoising term alone, the only term of L_t that contains theta_t. @paper eq:7 */
export function denoiseProgram(network: Network): Program {
  return {
    name: 'noprop-dt-block',
    reads: ['block', 'embedding'],
    writes: ['block'],
    terms: ['denoising'],
    metrics: ['blockAccuracy'],
    loss: (inputs) => {
      const u = network.embedding.embed(role(inputs, 'embedding'), inputs.batch.labels);
      const { term, accuracy } = denoising(network, inputs, u);
      return { total: term, terms: { denoising: term }, metrics: { blockAccuracy: accuracy } };
    },
  };
}

/** The cross-entropy, the only term of L_t that contains theta_out, and the KL term. @paper eq:7 */
export function classifyProgram(network: Network): Program {
  return {
    name: 'noprop-dt-head',
    reads: ['head', 'embedding'],
    writes: ['head'],
    terms: ['crossEntropy', 'kl'],
    metrics: [],
    loss: (inputs) => {
      const u = network.embedding.embed(role(inputs, 'embedding'), inputs.batch.labels);
      const crossEntropy = classification(network, inputs, u);
      const kl = klTerm(u, network.schedule.alphaBar[0] as number);
      return { total: tf.add(crossEntropy, kl), terms: { crossEntropy, kl } };
    },
  };
}

/** All terms of L_t, for a learned embedding. @paper alg:1 eq:7 */
export function jointProgram(network: Network): Program {
  return {
    name: 'noprop-dt-joint',
    reads: ['block', 'head', 'embedding'],
    writes: ['block', 'head', 'embedding'],
    terms: ['crossEntropy', 'kl', 'denoising'],
    metrics: ['blockAccuracy'],
    loss: (inputs): Loss => {
      const u = network.embedding.embed(role(inputs, 'embedding'), inputs.batch.labels);
      const crossEntropy = classification(network, inputs, u);
      const kl = klTerm(u, network.schedule.alphaBar[0] as number);
      const { term, accuracy } = denoising(network, inputs, u);
      const total = tf.addN([crossEntropy, kl, term]);
      return { total, terms: { crossEntropy, kl, denoising: term }, metrics: { blockAccuracy: accuracy } };
    },
  };
}

/** -log pHat(y | z_T) with z_T ~ q(z_T | y), drawn independently of z_{t-1}. */
function classification({ schedule, read }: Network, inputs: ProgramInputs, u: Tensor): Tensor {
  const zFinal = noisedLabel(u, schedule.alphaBar[schedule.steps] as number, inputs.random.fold('zFinal'));
  const scopes = { head: role(inputs, 'head'), embedding: role(inputs, 'embedding') };
  return crossEntropyTerm(read(scopes, zFinal), inputs.batch.labels);
}

/** The weighted squared error of block t on z_{t-1} ~ q(z_{t-1} | y). */
function denoising(
  { block, embedding }: Network,
  inputs: ProgramInputs,
  u: Tensor,
): { term: Tensor; accuracy: Tensor } {
  const { batch, constants, random } = inputs;
  const scope = role(inputs, 'block');
  const z = noisedLabel(u, constants.alphaBar as Tensor, random.fold('z'));
  const logits = block.logits(scope, block.features(scope, batch.images), z);
  const prediction = embedding.mix(role(inputs, 'embedding'), tf.softmax(logits));
  const term = denoisingTerm(prediction, u, constants.weight as Tensor);
  return { term, accuracy: batchAccuracy(logits, batch.labels) };
}
