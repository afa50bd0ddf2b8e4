import { type Batch, createScope, type Loss, type RandomKey, type Tensors, type Update } from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ToyState } from './toy-state';

/** The result of one update on one mini-batch. */
export interface Outcome {
  readonly total: number;
  /** In the order returned by the program. */
  readonly terms: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** By written role and parameter path. */
  readonly gradients: Readonly<Record<string, Tensors>>;
  /** After the update, by role read. */
  readonly statistics: Readonly<Record<string, Tensors>>;
}

/** The loss of an update, and its statistics afterwards. */
export function lossOf(
  update: Update,
  state: ToyState,
  batch: Batch,
  random: RandomKey,
): { readonly loss: Loss; readonly statistics: Outcome['statistics'] } {
  const { inputs, statistics } = programInputs(update, state, batch, random);
  if (update.program.loss === undefined) throw new Error(`internal: program "${update.program.name}" has no loss.`);
  return { loss: update.program.loss(inputs), statistics: statistics() };
}

/** Loss and gradients of an update: automatic, or those computed by the program. */
export function runUpdate(update: Update, state: ToyState, batch: Batch, random: RandomKey): Outcome {
  const { program } = update;
  if (program.gradient !== undefined) {
    const { inputs, statistics } = programInputs(update, state, batch, random);
    const { gradients, terms, metrics } = program.gradient(inputs);
    const total = tf.addN(Object.values(terms));
    return { ...numbersOf({ total, terms, ...(metrics && { metrics }) }), gradients, statistics: statistics() };
  }
  const written = program.writes.flatMap((role) =>
    Object.entries(groupOf(update, state, role).parameters).map(([path, tensor]) => ({ role, path, tensor })),
  );
  const result = lossOf(update, state, batch, random);
  const found = gradientsOf(
    () => lossOf(update, state, batch, random).loss.total,
    written.map(({ tensor }) => tensor),
  );
  const gradients: Record<string, Record<string, Tensor>> = Object.fromEntries(
    program.writes.map((role) => [role, {}]),
  );
  written.forEach(({ role, path, tensor }, i) => {
    (gradients[role] as Record<string, Tensor>)[path] = found[i] ?? tf.zerosLike(tensor);
  });
  return { ...numbersOf(result.loss), gradients, statistics: result.statistics };
}

/** Gradients of a scalar with respect to tensors; undefined for a tensor it does not depend on. */
export function gradientsOf(scalar: () => Tensor, tensors: readonly Tensor[]): readonly (Tensor | undefined)[] {
  return tf.engine().gradients(scalar, [...tensors], undefined, true).grads;
}

/** The group to which an update binds a role. */
export function groupOf({ bind, name }: Update, state: ToyState, role: string): ToyState[string] {
  const group = state[bind[role] ?? ''];
  if (group === undefined) throw new Error(`internal: update "${name}" has no group for its role "${role}".`);
  return group;
}

/** @throws Error when the tensor is not a scalar */
export function numberOf(scalar: Tensor): number {
  if (scalar.rank !== 0) throw new Error(`Expected a scalar, got shape [${scalar.shape.join(', ')}].`);
  return readTensor(scalar)[0] as number;
}

function programInputs(update: Update, state: ToyState, batch: Batch, random: RandomKey) {
  const { program, constants } = update;
  const created = program.reads.map(
    (role) =>
      [
        role,
        createScope({ group: role, ...groupOf(update, state, role), random: random.fold(role), training: true }),
      ] as const,
  );
  const inputs = {
    scopes: Object.fromEntries(created.map(([role, { scope }]) => [role, scope])),
    batch,
    random,
    constants: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, tf.scalar(value)])),
  };
  return {
    inputs,
    statistics: () => Object.fromEntries(created.map(([role, { statistics }]) => [role, statistics()])),
  };
}

function numbersOf({ total, terms, metrics = {} }: Loss): Pick<Outcome, 'total' | 'terms' | 'metrics'> {
  const numbers = (tensors: Readonly<Record<string, Tensor>>) =>
    Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, numberOf(value)]));
  return { total: numberOf(total), terms: numbers(terms), metrics: numbers(metrics) };
}
