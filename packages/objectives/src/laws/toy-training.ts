import type { Batch, Method, RandomKey, Tensors, Update } from '@noprop/core';
import { hostKey, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { scopesOf, type ToyState } from './toy-state';
import { groupOf, numberOf, type Outcome, runUpdate } from './toy-update';

/**
 * Trains with normalized gradient descent. Every step has the same length because the weights of the terms,
 * and so the scales of the gradients, differ by orders of magnitude.
 *
 * @returns the mean total loss over all updates of each epoch
 */
export function trainToy(
  method: Method,
  state: ToyState,
  batches: readonly Batch[],
  epochs: number,
  seed: number,
): number[] {
  const counts: Record<string, number> = {};
  return Array.from({ length: epochs }, () => {
    const totals: number[] = [];
    for (const { updates } of method.epoch) {
      for (const batch of batches) {
        for (const name of updates) {
          const update = method.updates.find((candidate) => candidate.name === name) as Update;
          counts[name] = (counts[name] ?? 0) + 1;
          const outcome = runUpdate(update, state, batch, hostKey(seed, `train/${name}`, counts[name]));
          totals.push(outcome.total);
          descend(update, state, outcome);
        }
      }
    }
    return totals.reduce((a, b) => a + b, 0) / totals.length;
  });
}

/** Fraction of a batch that the method's predictor classifies correctly. */
export function toyAccuracy(method: Method, state: ToyState, { images, labels }: Batch, random: RandomKey): number {
  const { scores } = method.predictor.predict({ scopes: scopesOf(state, random), images, random, diagnostics: false });
  return numberOf(tf.mean(tf.cast(tf.equal(tf.argMax(scores, 1), labels), 'float32')));
}

const STEP_LENGTH = 0.1;

function descend(update: Update, state: ToyState, { gradients, statistics }: Outcome): void {
  for (const role of update.program.writes) {
    const group = groupOf(update, state, role);
    const slopes = gradients[role] as Tensors;
    const squares = Object.values(slopes).map((slope) => numberOf(tf.sum(tf.square(slope))));
    const length = Math.sqrt(squares.reduce((a, b) => a + b, 0)) || 1;
    group.statistics = statistics[role] as Tensors;
    group.parameters = Object.fromEntries(
      Object.entries(group.parameters).map(([path, value]) => [
        path,
        tf.sub(value, tf.mul(STEP_LENGTH / length, slopes[path] as Tensor)),
      ]),
    );
  }
}
