import { NopropError } from '@noprop/core';
import { borrowBytes, tf } from '@noprop/engine';
import type { NamedTensor, StoredTensor } from '@noprop/store';
import type { Tensor } from '@tensorflow/tfjs-core';
import { mapState, namedTensors, type TrainingState } from './state';

/** What a checkpoint holds beside its tensors. */
export interface CheckpointMetadata {
  readonly planId: string;
  /** Steps of the whole run that are done. */
  readonly step: number;
  /** Updates of each group and runs of each update. */
  readonly groups: Readonly<Record<string, number>>;
  readonly updates: Readonly<Record<string, number>>;
  /** Steps in the running sums, where the checkpoint falls between two readings. */
  readonly pendingSteps: number;
}

export interface Checkpoint {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Gives the borrowed bytes back; call it after writing. */
  release(): void;
}

/** Name of the running sums in a checkpoint. */
const SUMS = 'pending/sums';

/** Everything that training needs to go on, as bytes that are lent, not copied. */
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
 * The state that a checkpoint holds.
 *
 * @param fresh a state of the same plan; its tensors are replaced and freed
 * @throws NopropError `checkpoint_mismatch` when the checkpoint is of another plan or lacks a tensor
 */
export function fromCheckpoint(
  file: string,
  stored: { readonly tensors: ReadonlyMap<string, StoredTensor>; readonly metadata: Readonly<Record<string, string>> },
  fresh: TrainingState,
  planId: string,
): Restored {
  const metadata = JSON.parse(stored.metadata.noprop ?? '{}') as Partial<CheckpointMetadata>;
  if (metadata.planId !== planId) {
    throw mismatch(file, `it belongs to plan ${metadata.planId ?? '(none)'}, this run's plan is ${planId}`);
  }
  const { step, groups, updates, pendingSteps } = metadata as CheckpointMetadata;
  const restored = mapState(fresh, (name, tensor) => {
    const saved = stored.tensors.get(name);
    if (saved === undefined) throw mismatch(file, `it has no tensor "${name}"`);
    if (saved.shape.join() !== tensor.shape.join()) {
      throw mismatch(file, `"${name}" is [${saved.shape.join(', ')}], expected [${tensor.shape.join(', ')}]`);
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
    message: `The checkpoint does not fit: ${what}.`,
    hint: 'Resume with the code and the pipeline that wrote it, or start a new run.',
  });
}
