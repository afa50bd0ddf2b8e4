import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { type Fs, nodeFs } from '../atomic/fs';
import { problem, systemReason } from '../problem';
import { readSafetensors, type Safetensors } from '../safetensors/read';
import type { NamedTensor } from '../safetensors/tensor';
import { type WrittenSafetensors, writeSafetensors } from '../safetensors/write';
import { checkpointName, checkpointStep } from './names';

/** A checkpoint by its step and file. */
export interface CheckpointFile {
  readonly step: number;
  readonly path: string;
}

/** A checkpoint that was read and verified. */
export interface Checkpoint extends CheckpointFile, Safetensors {}

/** What was found when the newest checkpoint was asked for. */
export interface LatestCheckpoint {
  /** The newest that verifies; undefined if there is none. */
  readonly checkpoint: Checkpoint | undefined;
  /** What is wrong with the newer ones, newest first. */
  readonly skipped: readonly Issue[];
}

/**
 * Writes the checkpoint of a step, then removes all but the newest two up to that step. At every moment the folder holds
 * a whole checkpoint if it held one before.
 * @param metadata texts to store; `step` is added
 */
export function saveCheckpoint(
  folder: string,
  step: number,
  tensors: Iterable<NamedTensor>,
  metadata: Readonly<Record<string, string>>,
  fs: Fs = nodeFs,
): CheckpointFile & WrittenSafetensors {
  const path = join(folder, checkpointName(step));
  const written = writeSafetensors(path, tensors, { ...metadata, step: String(step) }, fs);
  const older = listCheckpoints(folder).filter((file) => file.step <= step);
  try {
    for (const file of older.slice(0, -keptCheckpoints)) fs.remove(file.path);
  } catch {
    // The new checkpoint is saved, which is what counts; the next save tries to remove the old ones again.
  }
  return { step, path, ...written };
}

/** The checkpoints of a folder by ascending step, not verified. Other files and links are not listed. */
export function listCheckpoints(folder: string): readonly CheckpointFile[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const step = entry.isFile() ? checkpointStep(entry.name) : undefined;
    return step === undefined ? [] : [{ step, path: join(folder, entry.name) }];
  });
  return files.sort((a, b) => a.step - b.step);
}

/** Reads the newest checkpoint that verifies, and says what is wrong with those that do not. */
export function latestCheckpoint(folder: string): LatestCheckpoint {
  const skipped: Issue[] = [];
  for (const file of [...listCheckpoints(folder)].reverse()) {
    try {
      return { checkpoint: readCheckpoint(file), skipped };
    } catch (error) {
      // Only damage is a reason to go back; a disk that cannot be read now may be read again later.
      if (!(error instanceof NopropError && error.issues.every((issue) => issue.code === 'checkpoint_corrupt')))
        throw error;
      skipped.push(...error.issues);
    }
  }
  return { checkpoint: undefined, skipped };
}

/**
 * Removes the checkpoints of later steps: what a run left behind that goes on from an earlier one.
 * @throws NopropError `remove_failed`
 */
export function removeCheckpointsAfter(folder: string, step: number, fs: Fs = nodeFs): void {
  for (const { path } of listCheckpoints(folder).filter((file) => file.step > step)) {
    try {
      fs.remove(path);
    } catch (error) {
      throw problem(
        'remove_failed',
        path,
        `This checkpoint of a later step must go, but the system says ${systemReason(error)}.`,
        'Remove it by hand, or make its folder writable.',
      );
    }
  }
}

const keptCheckpoints = 2;

function readCheckpoint({ step, path }: CheckpointFile): Checkpoint {
  const content = readSafetensors(path);
  const found = content.metadata.get('step') ?? 'none';
  if (found !== String(step)) {
    throw problem(
      'checkpoint_corrupt',
      path,
      `The checkpoint of step ${step} is wanted, but the file says its step is ${found}.`,
      'It was renamed or exchanged; give it its own name again.',
    );
  }
  return { step, path, ...content };
}
