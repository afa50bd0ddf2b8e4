import type { Program, ProgramInputs, Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';
import { softmaxError } from '../shared/softmax-error';
import { backPropagated } from './back-propagated';
import { blockGradient } from './block-gradient';
import { localSlopes, readLocal, readOutput } from './local-loss';
import { type LocalMixer, type MixerBlock, OUTPUT } from './local-mixer';
import { toPatches } from './patches';
import { runBlock } from './run-block';

export interface ProgramOptions {
  readonly gradient: 'forward' | 'back-propagation';
  readonly lastLayerRate: number;
}

/**
 * One step of all blocks and heads. Each block descends its own loss, with the output of the previous block as a
 * constant. Heads descend their exact gradient, which is that of a single layer.
 */
export function mixerProgram(mixer: LocalMixer, options: ProgramOptions): Program {
  const roles = mixer.parameterGroups.map(({ name }) => name);
  return {
    name: `forward-gradient-${options.gradient}`,
    reads: roles,
    writes: roles,
    terms: ['local', 'crossEntropy'],
    metrics: ['accuracy'],
    gradient: (inputs) => {
      const { labels, images } = inputs.batch;
      const gradients: Record<string, Tensors> = {};
      const local: Tensor[] = [];
      let x = toPatches(images, mixer.patchesPerSide);
      for (const block of mixer.blocks) {
        const step = blockStep(mixer, block, inputs, x, options.gradient);
        gradients[block.name] = step.block;
        gradients[block.head] = step.head;
        local.push(step.loss);
        x = step.output;
      }
      const { features, logits } = readOutput(inputs.scopes[OUTPUT] as Scope, x);
      gradients[OUTPUT] = headGradient(features, softmaxError(logits, labels), options.lastLayerRate);
      return {
        gradients: Object.fromEntries(roles.map((role) => [role, gradients[role] as Tensors])),
        terms: { local: tf.addN(local), crossEntropy: crossEntropyTerm(logits, labels) },
        metrics: { accuracy: batchAccuracy(logits, labels) },
      };
    },
  };
}

interface BlockStep {
  readonly output: Tensor;
  /** The local loss. */
  readonly loss: Tensor;
  readonly block: Tensors;
  readonly head: Tensors;
}

function blockStep(
  mixer: LocalMixer,
  block: MixerBlock,
  { scopes, batch: { labels }, random }: ProgramInputs,
  x: Tensor,
  gradient: ProgramOptions['gradient'],
): BlockStep {
  const [scope, head] = [scopes[block.name] as Scope, scopes[block.head] as Scope];
  const draw = (layer: string, shape: readonly number[]): Tensor =>
    random.fold(`noise/${block.name}/${layer}`).normal(shape);
  const trace = runBlock(block, scope, x, gradient === 'forward' ? draw : undefined);
  const reading = readLocal(head, trace.output.value, mixer);
  const error = softmaxError(reading.logits, labels);
  const { tangent } = trace.output;
  return {
    output: trace.output.value,
    loss: crossEntropyTerm(reading.logits, labels),
    block:
      tangent === undefined
        ? backPropagated(mixer, block, { scope, head }, x, labels)
        : blockGradient(trace, localSlopes(reading, head.parameter('kernel'), error, tangent, mixer)),
    head: headGradient(reading.features, error, 1),
  };
}

/** Gradient of the mean cross-entropy with respect to a linear head, times a rate. */
function headGradient(features: Tensor, error: Tensor, rate: number): Tensors {
  return linearGradient(features, tf.mul(rate / (error.shape[0] as number), error));
}
