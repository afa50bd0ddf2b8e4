import type { Batch, Method } from '@noprop/core';
import { hostKey, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { writtenGroups } from './structure';
import type { ToyState } from './toy-state';
import { gradientsOf, lossOf, numberOf } from './toy-update';

/**
 * Paths from the loss of an update to a parameter that the update does not write, e.g.
 * `block/2 -> block/1/bias`. Training is local only if there are none.
 */
export function gradientPaths(method: Method, state: ToyState, batch: Batch): readonly string[] {
  return method.updates.flatMap((update) => {
    if (update.program.loss === undefined) return [];
    const written = writtenGroups(update);
    const others = Object.entries(state).flatMap(([group, { parameters }]) =>
      written.includes(group)
        ? []
        : Object.entries(parameters).map(([path, tensor]) => ({ path: `${group}/${path}`, tensor })),
    );
    if (others.length === 0) return [];
    const loss = () => lossOf(update, state, batch, hostKey(1, update.name)).loss.total;
    const gradients = gradientsOf(
      loss,
      others.map(({ tensor }) => tensor),
    );
    return others.filter((_, i) => isFlow(gradients[i])).map(({ path }) => `${update.name} -> ${path}`);
  });
}

/** A path whose gradient is all zeros counts as stopped. */
function isFlow(gradient: Tensor | undefined): boolean {
  return gradient !== undefined && numberOf(tf.max(tf.abs(gradient))) !== 0;
}
