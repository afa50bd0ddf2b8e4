import type { Slots, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** One parameter with its gradient and its own slots. */
export interface Entry {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly slot: (name: string) => Tensor;
}

/** What one parameter becomes. */
export interface Updated {
  readonly parameter: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** State before an update. */
export interface UpdateInputs {
  readonly parameters: Tensors;
  readonly gradients: Tensors;
  readonly slots: Slots;
}

/** Updates every parameter by its own rule; all that belongs together is found by path, never by position. */
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

/** The gradient with an L2 penalty: g + weightDecay p. */
export function withPenalty({ parameter, gradient }: Entry, weightDecay: number): Tensor {
  return weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(weightDecay, parameter));
}

/** The parameter shrunk towards zero: (1 - rate weightDecay) p. */
export function decayed({ parameter }: Entry, rate: number, weightDecay: number): Tensor {
  return weightDecay === 0 ? parameter : tf.mul(1 - rate * weightDecay, parameter);
}

function lookUp(tensors: Tensors, path: string, what: string): Tensor {
  const tensor = tensors[path];
  if (tensor === undefined) throw new Error(`internal: parameter "${path}" is updated without its ${what}.`);
  return tensor;
}
