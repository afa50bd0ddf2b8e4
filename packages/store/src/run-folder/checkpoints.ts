import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { type Fs, nodeFs } from '../atomic/fs';
import { problem, systemReason } from '../problem';
import { readSafetensors, type Safetensors } from '../safetensors/read';
import type { NamedTensor } from '../safetensors/tensor';
import { type WrittenSafetensors, writeSafetensors } from '../safetensors/write';
import { checkpointName, checkpointStep } from './names';

/** A checkpoint's step and file. */
export interface CheckpointFile {
  readonly step: number;
  readonly path: string;
}

/** A checkpoint that was read and verified. */
export interface Checkpoint extends CheckpointFile, Safetensors {}

/** The result of looking for the newest checkpoint. */
export interface LatestCheckpoint {
  /** The newest valid checkpoint; undefined if there is none. */
  readonly checkpoint: Checkpoint | undefined;
  /** What is wrong with newer checkpoints, newest first. */
  readonly skipped: readonly Issue[];
}

/**
 * Writes the checkpoint of a step, then removes all but the newest two up to that step. If the folder held a valid
 * checkpoint before, it holds one at every moment.
 * @param metadata strings to store; `step` is added
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
    // The new checkpoint is saved, and the next save tries again to remove the old ones.
  }
  return { step, path, ...written };
}

/** The checkpoints of a folder by ascending step, without verifying them. Other files and links are not listed. */
export function listCheckpoints(folder: string): readonly CheckpointFile[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const step = entry.isFile() ? checkpointStep(entry.name) : undefined;
    return step === undefined ? [] : [{ step, path: join(folder, entry.name) }];
  });
  return files.sort((a, b) => a.step - b.step);
}

/** Reads the newest valid checkpoint and reports what is wrong with newer ones. */
export function latestCheckpoint(folder: string): LatestCheckpoint {
  const skipped: Issue[] = [];
  for (const file of [...listCheckpoints(folder)].reverse()) {
    try {
      return { checkpoint: readCheckpoint(file), skipped };
    } catch (error) {
      // Skip only damaged checkpoints: a read error may be temporary.
      if (!(error instanceof NopropError && error.issues.every((issue) => issue.code === 'checkpoint_corrupt')))
        throw error;
      skipped.push(...error.issues);
    }
  }
  return { checkpoint: undefined, skipped };
}

/**
 * Removes the checkpoints of later steps before a run is resumed from an earlier one.
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
        `Cannot remove this checkpoint of a later step: ${systemReason(error)}.`,
        'Remove it by hand or make its folder writable.',
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
      `Expected the checkpoint of step ${step}, got step ${found}.`,
      'The file was renamed or replaced. Restore its original name.',
    );
  }
  return { step, path, ...content };
}
