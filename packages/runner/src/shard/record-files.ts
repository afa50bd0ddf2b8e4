import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { isTemporaryName, reportFiles } from '@noprop/store';
import { sweepFiles } from '../sweep/folder/files';
import { mergeFileName } from './merge-file';
import { shardFileName } from './shard-file';

/** Names of what lies in a sweep folder and below it. */
export const { trials: trialsFolder, failures: failuresFolder, sweep: sweepFileName } = sweepFiles;
export const checkpointsFolder = 'checkpoints';

/**
 * The small files that make up the record of a sweep, as sorted paths with `/` below its folder: also what sinks wrote in
 * folders of a run. Not among them are checkpoints, locks, links and the reports that are made from the record.
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
 * The files of a run folder and of folders in it, such as those of a sink, but checkpoints: sorted paths with `/`.
 *
 * @throws NopropError `too_many_files`, `too_deep`: a run leaves a few files, and a folder from elsewhere could have no end
 */
export function runFiles(run: string): readonly string[] {
  const found: string[] = [];
  const walk = (below: readonly string[]): void => {
    const folder = join(run, ...below);
    found.push(...filesIn(folder).map((name) => [...below, name].join('/')));
    if (found.length > mostFiles) throw new NopropError(tooMany(run));
    for (const name of foldersIn(folder)) {
      if (below.length === 0 && name === checkpointsFolder) continue;
      if (below.length === mostLevels) throw new NopropError(tooDeep(join(folder, name)));
      walk([...below, name]);
    }
  };
  walk([]);
  return found.sort();
}

/** Whether a file of a run folder is a report, made from the record and of no weight: `noprop report` makes it again. */
export const isReport = (file: string): boolean => reports.has(file);

/** {@link isReport} of a path below a sweep folder. */
export function isTrialReport(path: string): boolean {
  const [top, _trial, ...rest] = path.split('/');
  return top === trialsFolder && isReport(rest.join('/'));
}

const reports: ReadonlySet<string> = new Set(Object.values(reportFiles));

const mostFiles = 10_000;
const mostLevels = 16;

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

const tooMany = (file: string): Issue => ({
  code: 'too_many_files',
  path: '',
  file,
  message: `At most ${mostFiles} files beside the checkpoints of a run are wanted, found more.`,
  hint: 'Move away what does not belong to the run, or give its sinks a folder elsewhere.',
});

const tooDeep = (file: string): Issue => ({
  code: 'too_deep',
  path: '',
  file,
  message: `At most ${mostLevels} levels of folders in a run folder are wanted, found more.`,
  hint: 'Move away what does not belong to the run, or give its sinks a folder elsewhere.',
});

const isTransient = (name: string): boolean => name.endsWith('.lock') || isTemporaryName(name);
