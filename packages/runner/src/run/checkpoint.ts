import { NopropError } from '@noprop/core';
import { borrowBytes, tf } from '@noprop/engine';
import type { NamedTensor, StoredTensor } from '@noprop/store';
import type { Tensor } from '@tensorflow/tfjs-core';
import { mapState, namedTensors, type TrainingState } from './state';

/** What a checkpoint holds besides its tensors. */
export interface CheckpointMetadata {
  readonly planId: string;
  /** Number of completed steps of the whole run. */
  readonly step: number;
  /** Number of updates each group has received. */
  readonly groups: Readonly<Record<string, number>>;
  /** How often each update has run. */
  readonly updates: Readonly<Record<string, number>>;
  /** Steps summed since the last reading; 0 if the checkpoint coincides with a reading. */
  readonly pendingSteps: number;
}

export interface Checkpoint {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Returns the borrowed bytes. Call it after writing. */
  release(): void;
}

/** Name of the running sums in a checkpoint file. */
const SUMS = 'pending/sums';

/** Everything needed to resume training. The tensors are borrowed bytes, not copies. */
export function toCheckpoint(
  state: TrainingState,
  pending: { readonly sums: Tensor; readonly steps: number } | undefined,
  planId: string,
  step: number,
): Checkpoint {
  const named = new Map(namedTensors(state));
  if (pending !== undefined) named.set(SUMS, pending.sums);
  const borrowed = [...named].map(([name, tensor]) => ({ name, shape: tensor.shape, loan: borrowBytes(tensor) }));
  const metadata: CheckpointMetadata = {
    planId,
    step,
    groups: Object.fromEntries(Object.entries(state.groups).map(([name, group]) => [name, group.step])),
    updates: state.updates,
    pendingSteps: pending?.steps ?? 0,
  };
  return {
    tensors: borrowed.map(({ name, shape, loan }) => ({ name, dtype: 'F32', shape, data: loan.bytes })),
    metadata: { noprop: JSON.stringify(metadata) },
    release: () => {
      for (const { loan } of borrowed) loan.release();
    },
  };
}

export interface Restored {
  readonly state: TrainingState;
  readonly step: number;
  readonly pending: { readonly sums: Tensor; readonly steps: number } | undefined;
}

/**
 * Restores the state stored in a checkpoint.
 *
 * @param fresh a state of the same plan, whose tensors are replaced and freed
 * @throws NopropError `checkpoint_mismatch` if the checkpoint belongs to another plan, or a tensor is missing or has
 * another shape
 */
export function fromCheckpoint(
  file: string,
  stored: { readonly tensors: ReadonlyMap<string, StoredTensor>; readonly metadata: Readonly<Record<string, string>> },
  fresh: TrainingState,
  planId: string,
): Restored {
  const metadata = JSON.parse(stored.metadata.noprop ?? '{}') as Partial<CheckpointMetadata>;
  if (metadata.planId !== planId) {
    throw mismatch(file, `expected plan ${planId}, got ${metadata.planId ?? 'none'}`);
  }
  const { step, groups, updates, pendingSteps } = metadata as CheckpointMetadata;
  const restored = mapState(fresh, (name, tensor) => {
    const saved = stored.tensors.get(name);
    if (saved === undefined) throw mismatch(file, `tensor "${name}" is missing`);
    if (saved.shape.join() !== tensor.shape.join()) {
      const [expected, actual] = [tensor, saved].map(({ shape }) => `[${shape.join(', ')}]`);
      throw mismatch(file, `expected shape ${expected} for "${name}", got ${actual}`);
    }
    tensor.dispose();
    return toTensor(saved);
  });
  const withSteps = Object.entries(restored).map(
    ([name, group]) => [name, { ...group, step: groups[name] as number }] as const,
  );
  const sums = stored.tensors.get(SUMS);
  return {
    state: { groups: Object.fromEntries(withSteps), updates: { ...updates } },
    step,
    pending: sums === undefined ? undefined : { sums: toTensor(sums), steps: pendingSteps },
  };
}

function toTensor({ data, shape }: StoredTensor): Tensor {
  return tf.tensor(new Float32Array(data.slice().buffer), [...shape], 'float32');
}

function mismatch(file: string, what: string): NopropError {
  return new NopropError({
    code: 'checkpoint_mismatch',
    path: '',
    file,
    message: `The checkpoint does not match this run: ${what}.`,
    hint: 'Resume with the code and pipeline that wrote it, or start a new run.',
  });
}
