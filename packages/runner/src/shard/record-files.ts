import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { isTemporaryName, reportFiles } from '@noprop/store';
import { sweepFiles } from '../sweep/folder/files';
import { mergeFileName } from './merge-file';
import { shardFileName } from './shard-file';

/** Names of files and folders in and below a sweep folder. */
export const { trials: trialsFolder, failures: failuresFolder, sweep: sweepFileName } = sweepFiles;
export const checkpointsFolder = 'checkpoints';

/**
 * The small files that make up the record of a sweep, as sorted paths relative to its folder, with `/`. Includes what
 * sinks wrote into run folders, but not checkpoints, locks, links and reports.
 */
export function recordFiles(folder: string): readonly string[] {
  const top = filesIn(folder).filter((name) => [sweepFileName, shardFileName, mergeFileName].includes(name));
  const failures = filesIn(join(folder, failuresFolder)).map((name) => `${failuresFolder}/${name}`);
  const trials = foldersIn(join(folder, trialsFolder)).flatMap((trial) =>
    runFiles(join(folder, trialsFolder, trial))
      .filter((file) => !isReport(file))
      .map((file) => `${trialsFolder}/${trial}/${file}`),
  );
  return [...top, ...failures, ...trials].sort();
}

/**
 * The files of a run folder and its subfolders except checkpoints, as sorted relative paths with `/`.
 *
 * @throws NopropError `too_many_files` or `too_deep`, to reject a folder that a run cannot have left
 */
export function runFiles(run: string): readonly string[] {
  const files: string[] = [];
  const walk = (below: readonly string[]): void => {
    const folder = join(run, ...below);
    files.push(...filesIn(folder).map((name) => [...below, name].join('/')));
    if (files.length > mostFiles) throw new NopropError(tooMany(run));
    for (const name of foldersIn(folder)) {
      if (below.length === 0 && name === checkpointsFolder) continue;
      if (below.length === mostLevels) throw new NopropError(tooDeep(join(folder, name)));
      walk([...below, name]);
    }
  };
  walk([]);
  return files.sort();
}

/** Whether a file of a run folder is a report. Reports are not part of the record: `noprop report` recreates them. */
export const isReport = (file: string): boolean => reports.has(file);

/** {@link isReport} for a path relative to a sweep folder. */
export function isTrialReport(path: string): boolean {
  const [top, _trial, ...rest] = path.split('/');
  return top === trialsFolder && isReport(rest.join('/'));
}

const reports: ReadonlySet<string> = new Set(Object.values(reportFiles));

const mostFiles = 10_000;
const mostLevels = 16;

/** Sorted names of the folders in a folder; empty if it does not exist. */
export function foldersIn(folder: string): readonly string[] {
  return entries(folder, (entry) => entry.isDirectory());
}

/** Sorted names of the record files in a folder, without links, locks and temporary files. */
export function filesIn(folder: string): readonly string[] {
  return entries(folder, (entry) => entry.isFile() && !isTransient(entry.name));
}

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

function entries(folder: string, isIncluded: (entry: Entry) => boolean): readonly string[] {
  try {
    const visible = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
    return visible
      .filter(isIncluded)
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

const tooMany = (file: string): Issue => ({
  code: 'too_many_files',
  path: '',
  file,
  message: `Expected at most ${mostFiles} files in a run folder besides checkpoints, got more.`,
  hint: 'Move away what does not belong to the run, or let its sinks write elsewhere.',
});

const tooDeep = (file: string): Issue => ({
  code: 'too_deep',
  path: '',
  file,
  message: `Expected at most ${mostLevels} levels of folders in a run folder, got more.`,
  hint: 'Move away what does not belong to the run, or let its sinks write elsewhere.',
});

const isTransient = (name: string): boolean => name.endsWith('.lock') || isTemporaryName(name);
