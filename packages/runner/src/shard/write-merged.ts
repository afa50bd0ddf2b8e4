import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { NopropError } from '@noprop/core';
import { nodeFs, prettyJson } from '@noprop/store';
import { type SweepTrial, trialFolderName } from '../sweep/sweep';
import { writeChecksums } from './checksums';
import type { FoundTrial } from './found-trial';
import { type MergeFile, mergeFileName } from './merge-file';
import { checkpointsFolder, failuresFolder, runFiles, sweepFileName, trialsFolder } from './record-files';

/** The content of a merged sweep folder. */
export interface MergedSweep {
  /** Path of a `sweep.json`; it is the same in all folders. */
  readonly sweepFile: string;
  readonly merge: MergeFile;
  /** In the sweep's order. */
  readonly trials: readonly { readonly trial: SweepTrial; readonly record: FoundTrial }[];
  readonly checkpoints: boolean;
}

/**
 * Writes a sweep folder under a temporary name and renames it once it is complete, replacing an earlier folder.
 *
 * @throws NopropError `write_failed`; the new folder is then removed and the earlier one left unchanged
 */
export function writeMerged(out: string, merged: MergedSweep): void {
  const place = resolve(out);
  const parent = dirname(place);
  const [fresh, old] = ['new', 'old'].map((age) => join(parent, `.noprop-${age}-${randomUUID()}`)) as [string, string];
  try {
    mkdirSync(parent, { recursive: true });
    fill(fresh, merged);
    if (existsSync(place)) renameSync(place, old);
    try {
      renameSync(fresh, place);
    } catch (error) {
      if (existsSync(old)) renameSync(old, place);
      throw error;
    }
    nodeFs.syncFolder(parent);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (error instanceof NopropError) throw error;
    throw failed(out, error as NodeJS.ErrnoException);
  }
  rmSync(old, { recursive: true, force: true });
}

function fill(folder: string, { sweepFile, merge, trials, checkpoints }: MergedSweep): void {
  for (const name of [trialsFolder, failuresFolder]) mkdirSync(join(folder, name), { recursive: true });
  copyFileSync(sweepFile, join(folder, sweepFileName));
  writeFileSync(join(folder, mergeFileName), prettyJson(merge));
  for (const { trial, record } of trials) {
    const name = trialFolderName(trial);
    const failure = record.kind === 'broken' ? record : record.explained;
    if (failure !== undefined) copyFileSync(failure.path, join(folder, failuresFolder, `${name}.json`));
    if (record.kind === 'finished') copyRun(record.path, join(folder, trialsFolder, name), checkpoints);
  }
  writeChecksums(folder);
}

function copyRun(from: string, to: string, checkpoints: boolean): void {
  // A run folder always has a checkpoints folder.
  mkdirSync(join(to, checkpointsFolder), { recursive: true });
  for (const file of runFiles(from)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
  }
  const kept = join(from, checkpointsFolder);
  if (checkpoints && existsSync(kept)) cpSync(kept, join(to, checkpointsFolder), { recursive: true });
}

const failed = (file: string, { code, message }: NodeJS.ErrnoException): NopropError =>
  new NopropError({
    code: 'write_failed',
    path: '',
    file,
    message: `Cannot write the sweep folder "${basename(file)}": ${code ?? message}.`,
    hint: 'Choose a writable --out.',
  });
