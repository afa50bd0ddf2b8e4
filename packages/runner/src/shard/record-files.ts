import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from '@noprop/store';
import { sweepFiles } from '../sweep/folder/files';
import { mergeFileName } from './merge-file';
import { shardFileName } from './shard-file';

/** Names of what lies in a sweep folder and below it. */
export const { trials: trialsFolder, failures: failuresFolder, sweep: sweepFileName } = sweepFiles;
export const checkpointsFolder = 'checkpoints';

/**
 * The small files that make up the record of a sweep, as sorted paths with `/` below its folder. Not among them are
 * checkpoints, locks and the reports that are made from the record.
 */
export function recordFiles(folder: string): readonly string[] {
  const top = filesIn(folder).filter((name) => [sweepFileName, shardFileName, mergeFileName].includes(name));
  const failures = filesIn(join(folder, failuresFolder)).map((name) => `${failuresFolder}/${name}`);
  const trials = foldersIn(join(folder, trialsFolder)).flatMap((trial) =>
    filesIn(join(folder, trialsFolder, trial)).map((name) => `${trialsFolder}/${trial}/${name}`),
  );
  return [...top, ...failures, ...trials].sort();
}

/** Names of the folders in a folder, sorted; none where there is no such folder. */
export function foldersIn(folder: string): readonly string[] {
  return entries(folder, (entry) => entry.isDirectory());
}

/** Names of the record's files in a folder, sorted; links are none. */
export function filesIn(folder: string): readonly string[] {
  return entries(folder, (entry) => entry.isFile() && !isTransient(entry.name));
}

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

function entries(folder: string, wanted: (entry: Entry) => boolean): readonly string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
    return found
      .filter(wanted)
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

const isTransient = (name: string): boolean => name.endsWith('.lock') || isTemporaryName(name);
