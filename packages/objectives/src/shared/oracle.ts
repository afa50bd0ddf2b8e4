import type { Update } from '@noprop/core';
import { readTensor } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ToyState } from '../laws/toy-state';
import { groupOf, type Outcome } from '../laws/toy-update';
import type { Affine } from './doubles';
import { assertClose, differences } from './fixture';

/** For tests: the parameters an update reads, as plain numbers by `role/path`. */
export type Values = Readonly<Record<string, readonly number[]>>;

export function roleValues(update: Update, state: ToyState): Values {
  return Object.fromEntries(
    update.program.reads.flatMap((role) =>
      Object.entries(groupOf(update, state, role).parameters).map(([path, tensor]): [string, number[]] => [
        `${role}/${path}`,
        [...readTensor(tensor)],
      ]),
    ),
  );
}

export function numbersOf(values: Values, path: string): readonly number[] {
  const numbers = values[path];
  if (numbers === undefined) throw new Error(`Expected one of ${Object.keys(values).join(', ')}, got ${path}.`);
  return numbers;
}

export const affineOf = (values: Values, role: string): Affine => ({
  kernel: numbersOf(values, `${role}/kernel`),
  bias: numbersOf(values, `${role}/bias`),
});

/** W_Embed of three classes, K D: learned if it is among the values, else one-hot. */
export const embeddingOf = (values: Values): readonly number[] =>
  values['embedding/weight'] ?? [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Asserts that the gradients of all written parameters match finite differences of `total`, a loss in doubles. */
export function assertGradients(
  { gradients }: Pick<Outcome, 'gradients'>,
  values: Values,
  total: (values: Values) => number,
  tolerance: number,
): void {
  for (const [role, tensors] of Object.entries(gradients)) {
    for (const [path, tensor] of Object.entries(tensors)) {
      const name = `${role}/${path}`;
      const expected = differences((moved) => total({ ...values, [name]: moved }), numbersOf(values, name));
      named(name, () => assertClose([...readTensor(tensor as Tensor)], expected, tolerance));
    }
  }
}

/** Puts the parameter's name in front of an assertion's message. */
function named(name: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
