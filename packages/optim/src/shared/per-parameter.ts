import type { Slots, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Rate } from './rate-schedule';

/** One parameter with its gradient and its own slots. */
export interface Entry {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly slot: (name: string) => Tensor;
}

/** A parameter and its slots after an update. */
export interface Updated {
  readonly parameter: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** The state before an update. */
export interface UpdateInputs {
  readonly parameters: Tensors;
  readonly gradients: Tensors;
  readonly slots: Slots;
}

/** Updates every parameter by a rule. Gradients and slots are matched by path, never by position. */
export function updateEach(
  { parameters, gradients, slots }: UpdateInputs,
  slotNames: readonly string[],
  rule: (entry: Entry) => Updated,
): { readonly parameters: Tensors; readonly slots: Slots } {
  const nextParameters: Record<string, Tensor> = {};
  const nextSlots = Object.fromEntries(slotNames.map((name): [string, Record<string, Tensor>] => [name, {}]));
  for (const [path, parameter] of Object.entries(parameters)) {
    const gradient = lookUp(gradients, path, 'gradient');
    const slot = (name: string): Tensor => lookUp(slots[name] ?? {}, path, `slot "${name}"`);
    const updated = rule({ parameter, gradient, slot });
    nextParameters[path] = updated.parameter;
    for (const [name, values] of Object.entries(nextSlots)) values[path] = updated.slots[name] as Tensor;
  }
  return { parameters: nextParameters, slots: nextSlots };
}

/** Weight decay. */
export interface Decay {
  readonly weightDecay: number;
  /** Whether vectors, such as biases, decay too; true if undefined. */
  readonly decayBiases?: boolean;
}

/** The gradient with an L2 penalty: g + weightDecay p. */
export function withPenalty({ parameter, gradient }: Entry, decay: Decay): Tensor {
  return decays(parameter, decay) ? tf.add(gradient, tf.mul(decay.weightDecay, parameter)) : gradient;
}

/** The factor applied to parameters by decoupled decay: 1 - rate weightDecay. */
export function shrinkage(rate: Rate, { weightDecay }: Decay): Rate {
  return typeof rate === 'number' ? 1 - rate * weightDecay : tf.sub(1, tf.mul(rate, weightDecay));
}

/** The parameter multiplied by a {@link shrinkage}, if it decays. */
export function decayed({ parameter }: Entry, shrink: Rate, decay: Decay): Tensor {
  return decays(parameter, decay) ? tf.mul(shrink, parameter) : parameter;
}

function decays({ rank }: Tensor, { weightDecay, decayBiases = true }: Decay): boolean {
  return weightDecay !== 0 && (decayBiases || rank > 1);
}

function lookUp(tensors: Tensors, path: string, what: string): Tensor {
  const tensor = tensors[path];
  if (tensor === undefined) throw new Error(`internal: parameter "${path}" has no ${what}.`);
  return tensor;
}
