import { join, resolve } from 'node:path';
import type { Issue } from '@noprop/core';
import { type SweepFile, trialFolderName } from '../sweep/sweep';
import { collecting } from './collecting';
import { type FoundTrial, joinRecords, readBrokenTrial, readFinishedTrial } from './found-trial';
import { failuresFolder, filesIn, foldersIn, sweepFileName, trialsFolder } from './record-files';

/** The trial records of a sweep folder. */
export interface FoundRecords {
  readonly records: readonly FoundTrial[];
  /** Ids of trials whose files are damaged. They are not missing, but their state is unknown. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Reads the records of a sweep's trials from its folder.
 *
 * @param damaged files already reported as damaged; the trials they belong to are not read
 * @param issues receives all further issues
 */
export function readRecords(
  path: string,
  { trials }: SweepFile,
  damaged: readonly string[],
  issues: Issue[],
): FoundRecords {
  const known = new Set(trials.map(({ id }) => id));
  const wrong = new Set(damaged.map((file) => resolve(file)));
  const isIntact = (place: string): boolean => ![...wrong].some((file) => isAt(file, resolve(place)));
  const readAll = <T extends FoundTrial>(places: readonly string[], read: (place: string) => T | undefined): T[] =>
    places.filter(isIntact).flatMap((place) => {
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
    return !isIntact(join(runs, name)) || !isIntact(join(failures, `${name}.json`));
  });
  return { records: joinRecords(finished, broken), unreadable: new Set(unreadable.map(({ id }) => id)) };
}

const within = (folder: string, names: readonly string[]): readonly string[] => names.map((name) => join(folder, name));

/** Whether a file is at a path or below it. */
const isAt = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

const foreign = (file: string, id: string): Issue => ({
  code: 'foreign_trial',
  path: '',
  file,
  message: `Expected a trial of the sweep in ${sweepFileName}, got one with id ${id.slice(0, 8)}.`,
  hint: 'This folder contains results of another sweep. Remove them and run the shard again.',
});
