import type { DenoisingBlock, DiscreteSchedule, Embedding, Program, ProgramInputs, Scope } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm, headLogits, klTerm, noisedLabel } from '@noprop/objectives';
import { huberTerm } from './huber-term';

/** The components of the programs. */
export interface Network {
  readonly block: DenoisingBlock;
  readonly embedding: Embedding;
  readonly schedule: DiscreteSchedule;
  readonly delta: number;
}

/** Trains a block alone, with fixed class embeddings. */
export function blockProgram(network: Network): Program {
  return {
    name: 'huber-block',
    reads: ['block', 'embedding'],
    writes: ['block'],
    terms: ['denoising'],
    metrics: ['blockAccuracy'],
    loss: (inputs) => {
      const { term, accuracy } = denoising(network, inputs, embed(network, inputs));
      return { total: term, terms: { denoising: term }, metrics: { blockAccuracy: accuracy } };
    },
  };
}

/** Trains a block, the head and the learned class embeddings together. */
export function jointProgram(network: Network): Program {
  const { schedule } = network;
  return {
    name: 'huber-joint',
    reads: ['block', 'head', 'embedding'],
    writes: ['block', 'head', 'embedding'],
    terms: ['crossEntropy', 'kl', 'denoising'],
    metrics: ['blockAccuracy'],
    loss: (inputs) => {
      const u = embed(network, inputs);
      const zFinal = noisedLabel(u, schedule.alphaBar[schedule.steps] as number, inputs.random.fold('zFinal'));
      const crossEntropy = crossEntropyTerm(headLogits(inputs.scopes.head as Scope, zFinal), inputs.batch.labels);
      const kl = klTerm(u, schedule.alphaBar[0] as number);
      const { term, accuracy } = denoising(network, inputs, u);
      const terms = { crossEntropy, kl, denoising: term };
      return { total: tf.addN(Object.values(terms)), terms, metrics: { blockAccuracy: accuracy } };
    },
  };
}

function embed({ embedding }: Network, { scopes, batch }: ProgramInputs): Tensor {
  return embedding.embed(scopes.embedding as Scope, batch.labels);
}

function denoising(
  { block, embedding, delta }: Network,
  { scopes, batch, random, constants }: ProgramInputs,
  u: Tensor,
) {
  const scope = scopes.block as Scope;
  const z = noisedLabel(u, constants.alphaBar as Tensor, random.fold('z'));
  const logits = block.logits(scope, block.features(scope, batch.images), z);
  const prediction = embedding.mix(scopes.embedding as Scope, tf.softmax(logits));
  const term = huberTerm(prediction, u, delta, constants.weight as Tensor);
  return { term, accuracy: batchAccuracy(logits, batch.labels) };
}
