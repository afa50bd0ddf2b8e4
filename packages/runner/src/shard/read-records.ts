import { join, resolve } from 'node:path';
import type { Issue } from '@noprop/core';
import { type SweepFile, trialFolderName } from '../sweep/sweep';
import { collecting } from './collecting';
import { type FoundTrial, joinRecords, readBrokenTrial, readFinishedTrial } from './found-trial';
import { failuresFolder, filesIn, foldersIn, sweepFileName, trialsFolder } from './record-files';

/** Trials that a sweep folder has something of. */
export interface FoundRecords {
  readonly records: readonly FoundTrial[];
  /** Trials whose files are damaged: they are not missing, but nothing can be said of them. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Reads the records of a sweep's trials from its folder.
 *
 * @param damaged files that are known to be wrong: what they belong to is not read, since nothing new would come of it
 * @param issues receives what else is wrong
 */
export function readRecords(
  path: string,
  { trials }: SweepFile,
  damaged: readonly string[],
  issues: Issue[],
): FoundRecords {
  const known = new Set(trials.map(({ id }) => id));
  const wrong = new Set(damaged.map((file) => resolve(file)));
  const isSound = (place: string): boolean => ![...wrong].some((file) => isAt(file, resolve(place)));
  const readAll = <T extends FoundTrial>(places: readonly string[], read: (place: string) => T | undefined): T[] =>
    places.filter(isSound).flatMap((place) => {
      const before = issues.length;
      const record = collecting(issues, () => read(place));
      if (record !== undefined && !known.has(record.id)) issues.push(foreign(place, record.id));
      if (issues.length === before) return record ?? [];
      wrong.add(resolve(place));
      return [];
    });
  const [runs, failures] = [join(path, trialsFolder), join(path, failuresFolder)];
  const finished = readAll(within(runs, foldersIn(runs)), readFinishedTrial);
  const broken = readAll(within(failures, filesIn(failures)), readBrokenTrial);
  const unreadable = trials.filter((trial) => {
    const name = trialFolderName(trial);
    return !isSound(join(runs, name)) || !isSound(join(failures, `${name}.json`));
  });
  return { records: joinRecords(finished, broken), unreadable: new Set(unreadable.map(({ id }) => id)) };
}

const within = (folder: string, names: readonly string[]): readonly string[] => names.map((name) => join(folder, name));

/** Whether a file is a place or lies in it. */
const isAt = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

const foreign = (file: string, id: string): Issue => ({
  code: 'foreign_trial',
  path: '',
  file,
  message: `A trial of the sweep in ${sweepFileName} is wanted, found one with the id ${id.slice(0, 8)}.`,
  hint: 'Results of another sweep lie in this folder; take them out and run the shard again.',
});
