import type { Loss, Program, ProgramInputs } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { headLogits } from '../shared/linear-head';
import { classEmbeddings, proximity } from '../shared/proximity';
import { isLearned, role } from '../shared/roles';
import { batchAccuracy, crossEntropyTerm, flowMatchingTerm } from '../shared/terms';
import { sampleTimes } from '../shared/times';
import type { Network, Options } from './noprop-fm';

/**
 * The loss of Algorithm 3: the squared distance between the field and z_1 - z_0 and, with a learned
 * embedding, the cross-entropy of the extrapolated end, without which all embeddings would collapse
 * to one point.
 *
 * @paper alg:3 eq:9 eq:10 eq:11 eq:12
 */
export function flowProgram(network: Network, options: Options): Program {
  return isLearned(network.embedding) ? anchoredProgram(network, options) : fixedProgram(network, options);
}

function fixedProgram(network: Network, options: Options): Program {
  return {
    name: 'noprop-fm',
    reads: ['network', 'embedding'],
    writes: ['network'],
    terms: ['flowMatching'],
    metrics: ['extrapolatedAccuracy'],
    loss: (inputs): Loss => {
      const { flowMatching, extrapolatedAccuracy } = flow(network, options, inputs);
      return { total: flowMatching, terms: { flowMatching }, metrics: { extrapolatedAccuracy } };
    },
  };
}

function anchoredProgram(network: Network, options: Options): Program {
  // The field mixes K embeddings, so it cannot cancel D - K dimensions of the noise.
  const floor = Math.max(network.embedding.dimension - network.embedding.classes, 0);
  return {
    name: 'noprop-fm-anchored',
    reads: ['network', 'head', 'embedding'],
    writes: ['network', 'head', 'embedding'],
    terms: ['flowMatching', 'crossEntropy'],
    metrics: ['flowMatchingAboveFloor', 'extrapolatedAccuracy'],
    loss: (inputs): Loss => {
      const { flowMatching, zExtrapolated, extrapolatedAccuracy } = flow(network, options, inputs);
      const crossEntropy = crossEntropyTerm(headLogits(role(inputs, 'head'), zExtrapolated), inputs.batch.labels);
      return {
        total: tf.add(flowMatching, crossEntropy),
        terms: { flowMatching, crossEntropy },
        metrics: { flowMatchingAboveFloor: tf.sub(flowMatching, floor), extrapolatedAccuracy },
      };
    },
  };
}

interface Flow {
  readonly flowMatching: Tensor;
  /** zTilde_1 = z_t + (1 - t) v, B D. @paper eq:11 */
  readonly zExtrapolated: Tensor;
  /** Fraction of the batch whose extrapolated end is nearest to its own class. */
  readonly extrapolatedAccuracy: Tensor;
}

function flow({ block, embedding }: Network, { sigma, timeSampling }: Options, inputs: ProgramInputs): Flow {
  const { batch, random } = inputs;
  const scopes = { network: role(inputs, 'network'), embedding: role(inputs, 'embedding') };
  const zClean = embedding.embed(scopes.embedding, batch.labels);
  const size = zClean.shape[0] as number;
  const zNoise = random.fold('zNoise').normal(zClean.shape);
  const t = sampleTimes(timeSampling, size, random.fold('t'));
  const column = tf.reshape(t, [size, 1]);
  const left = tf.sub(1, column);
  const line = tf.add(tf.mul(column, zClean), tf.mul(left, zNoise));
  const z = sigma === 0 ? line : tf.add(line, tf.mul(sigma, random.fold('path').normal(line.shape)));

  const logits = block.logits(scopes.network, block.features(scopes.network, batch.images), z, t);
  const field = embedding.mix(scopes.embedding, logits);
  const flowMatching = flowMatchingTerm(field, tf.sub(zClean, zNoise));

  const zExtrapolated = tf.add(z, tf.mul(left, field));
  const scores = proximity(zExtrapolated, classEmbeddings(embedding, scopes.embedding));
  return { flowMatching, zExtrapolated, extrapolatedAccuracy: batchAccuracy(scores, batch.labels) };
}
