import { lstatSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NopropError } from '@noprop/core';
import { problem } from '../problem';
import { files } from './files';
import { RunFolder } from './run-folder';

/**
 * Opens the folder of an earlier run.
 * @throws NopropError `not_a_run` naming what is missing
 */
export function openRunFolder(path: string): RunFolder {
  const folder = resolve(path);
  requirePlan(folder);
  // Writes and removals through a link would leave the run folder.
  if (kindOf(join(folder, files.checkpoints)) !== 'folder') {
    throw notARun(folder, `it has no ${files.checkpoints} folder, or only a link to one`);
  }
  return new RunFolder(folder);
}

/**
 * Opens the folder of an earlier run for reading. Its checkpoints may be missing, as in a copy of the record.
 * @throws NopropError `not_a_run` naming what is missing
 */
export function openRunRecord(path: string): RunFolder {
  const folder = resolve(path);
  requirePlan(folder);
  return new RunFolder(folder);
}

function requirePlan(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw notARun(folder, 'no folder exists at this path');
  }
  if (kindOf(join(folder, files.plan)) !== 'file') throw notARun(folder, `it has no ${files.plan}`);
}

function kindOf(path: string): 'file' | 'folder' | 'other' {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return 'file';
  return stat?.isDirectory() ? 'folder' : 'other';
}

function notARun(folder: string, reason: string): NopropError {
  return problem(
    'not_a_run',
    folder,
    `Not a run folder: ${reason}.`,
    'Give a folder created by "npx noprop run", such as runs/quickstart-1a2b3c4d.',
  );
}
