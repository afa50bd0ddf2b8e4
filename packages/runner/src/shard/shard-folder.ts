import { join, resolve } from 'node:path';
import type { Issue } from '@noprop/core';
import { checksumIssues } from './checksums';
import { type FoundTrial, readBrokenTrial, readFinishedTrial } from './found-trial';
import { readMergeFile } from './merge-file';
import { collecting } from './read-json';
import { failuresFolder, filesIn, foldersIn, trialsFolder } from './record-files';
import { readShardFile, type ShardFile } from './shard-file';
import { readSweepFile, type SweepFile, sweepFileName, trialFolderName } from './sweep-file';

/** A sweep folder to merge, read. */
export interface ShardFolder {
  /** As it was given. */
  readonly path: string;
  readonly sweep: SweepFile;
  /** Undefined for the folder of a whole sweep, and for one that was merged. */
  readonly shard: ShardFile | undefined;
  /** Trials that it is to hold: of a shard its own, of a merged sweep those that were there. */
  readonly units: readonly string[];
  readonly records: readonly FoundTrial[];
  /** Trials whose files are damaged: they are not missing, but nothing can be said of them. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Reads a sweep folder without changing it. Everything that is wrong with its files goes to `issues`.
 *
 * @returns undefined where it is not known which sweep and shard it is
 */
export function readShardFolder(path: string, issues: Issue[]): ShardFolder | undefined {
  const sweep = collecting(issues, () => readSweepFile(path));
  const damage = sweep === undefined ? [] : (collecting(issues, () => checksumIssues(path)) ?? []);
  issues.push(...damage);
  const whose = collecting(issues, () => ({ shard: readShardFile(path), merged: readMergeFile(path) }));
  if (sweep === undefined || whose === undefined) return undefined;
  const { shard, merged } = whose;
  const trials = new Map(sweep.trials.map((trial) => [trial.id, trial]));
  const touched = new Set(damage.map((issue) => resolve(issue.file ?? '')));
  const isWhole = (place: string): boolean => ![...touched].some((file) => isAt(file, place));

  const records: FoundTrial[] = [];
  const keep = (place: string, read: () => FoundTrial | undefined): void => {
    if (!isWhole(resolve(place))) return;
    const before = issues.length;
    const record = collecting(issues, read);
    if (issues.length > before) touched.add(resolve(place));
    if (record === undefined) return;
    if (trials.has(record.id)) records.push(record);
    else issues.push(foreign(place, record.id));
  };
  const finished = foldersIn(join(path, trialsFolder)).map((name) => join(path, trialsFolder, name));
  for (const place of finished) keep(place, () => readFinishedTrial(place));
  const broken = filesIn(join(path, failuresFolder)).map((name) => join(path, failuresFolder, name));
  for (const place of broken) keep(place, () => readBrokenTrial(place));

  const unreadable = sweep.trials.filter((trial) => {
    const name = trialFolderName(trial);
    return !isWhole(resolve(path, trialsFolder, name)) || !isWhole(resolve(path, failuresFolder, `${name}.json`));
  });
  issues.push(...shardIssues(path, sweep, shard));
  const gone = new Set(merged?.missing);
  const units = shard?.units ?? sweep.trials.map(({ id }) => id).filter((id) => !gone.has(id));
  return { path, sweep, shard, units, records, unreadable: new Set(unreadable.map(({ id }) => id)) };
}

/** Whether a file is a place or lies in it. */
const isAt = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

function shardIssues(path: string, sweep: SweepFile, shard: ShardFile | undefined): readonly Issue[] {
  if (shard === undefined) return [];
  const file = join(path, 'shard.json');
  const wrong = (message: string): Issue => ({
    code: 'foreign_shard',
    path: '',
    file,
    message,
    hint: 'Files of two sweeps lie in this folder; run the shard again with a new --out.',
  });
  if (shard.sweep !== sweep.id) {
    const found = `found a shard of ${shard.sweep.slice(0, 8)}`;
    return [wrong(`A shard of the sweep in ${sweepFileName}, ${sweep.id.slice(0, 8)}, is wanted, ${found}.`)];
  }
  const known = new Set(sweep.trials.map(({ id }) => id));
  const strange = shard.units.filter((id) => !known.has(id)).map((id) => id.slice(0, 8));
  if (strange.length > 0) return [wrong(`Trials of the sweep are wanted, found ${strange.join(', ')}.`)];
  if (shard.shard <= shard.of) return [];
  return [wrong(`A shard from 1 to ${shard.of} is wanted, found ${shard.shard}.`)];
}

const foreign = (file: string, id: string): Issue => ({
  code: 'foreign_trial',
  path: '',
  file,
  message: `A trial of the sweep in ${sweepFileName} is wanted, found one with the id ${id.slice(0, 8)}.`,
  hint: 'Results of another sweep lie in this folder; take them out and run the shard again.',
});
