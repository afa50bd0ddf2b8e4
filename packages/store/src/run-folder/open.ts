import { lstatSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NopropError } from '@noprop/core';
import { problem } from '../problem';
import { files } from './files';
import { RunFolder } from './run-folder';

/**
 * Opens the folder of an earlier run.
 * @throws NopropError `not_a_run` saying what is missing
 */
export function openRunFolder(path: string): RunFolder {
  const folder = resolve(path);
  requirePlan(folder);
  // A link could lead writes and removals out of the run.
  if (kindOf(join(folder, files.checkpoints)) !== 'folder') {
    throw notARun(folder, `the folder has no ${files.checkpoints} folder of its own`);
  }
  return new RunFolder(folder);
}

/**
 * Opens the folder of an earlier run for reading alone: a copy of the record may be without its checkpoints.
 * @throws NopropError `not_a_run` saying what is missing
 */
export function openRunRecord(path: string): RunFolder {
  const folder = resolve(path);
  requirePlan(folder);
  return new RunFolder(folder);
}

function requirePlan(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw notARun(folder, 'there is no such folder');
  if (kindOf(join(folder, files.plan)) !== 'file') throw notARun(folder, `the folder has no ${files.plan}`);
}

function kindOf(path: string): 'file' | 'folder' | 'other' {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return 'file';
  return stat?.isDirectory() ? 'folder' : 'other';
}

function notARun(folder: string, found: string): NopropError {
  return problem(
    'not_a_run',
    folder,
    `A run folder is wanted, but ${found}.`,
    'Give a folder that "npx noprop run" made, such as runs/quickstart-1a2b3c4d.',
  );
}
