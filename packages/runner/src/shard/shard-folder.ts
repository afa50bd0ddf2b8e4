import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { readSweepFile } from '../sweep/folder/sweep-file';
import type { SweepFile } from '../sweep/sweep';
import { checksumIssues } from './checksums';
import { collecting } from './collecting';
import { readMergeFile } from './merge-file';
import { type FoundRecords, readRecords } from './read-records';
import { sweepFileName } from './record-files';
import { readShardFile, type ShardFile, shardFileName } from './shard-file';

/** A sweep folder to merge, read. */
export interface ShardFolder extends FoundRecords {
  /** As it was given. */
  readonly path: string;
  readonly sweep: SweepFile;
  /** Undefined for the folder of a whole sweep, and for one that was merged. */
  readonly shard: ShardFile | undefined;
  /** Trials that it is to hold: of a shard its own, of a merged sweep those that were there. */
  readonly units: readonly string[];
}

/**
 * Reads a sweep folder without changing it. Everything that is wrong with its files goes to `issues`.
 *
 * @returns undefined where it is not known which sweep and shard it is
 */
export function readShardFolder(path: string, issues: Issue[]): ShardFolder | undefined {
  const sweep = collecting(issues, () => readSweepFile(path) ?? notASweep(path));
  const damage = sweep === undefined ? [] : (collecting(issues, () => checksumIssues(path)) ?? []);
  issues.push(...damage);
  const whose = collecting(issues, () => ({ shard: readShardFile(path), merged: readMergeFile(path) }));
  if (sweep === undefined || whose === undefined) return undefined;
  const { shard, merged } = whose;
  const found = readRecords(
    path,
    sweep,
    damage.flatMap(({ file }) => file ?? []),
    issues,
  );
  issues.push(...shardIssues(path, sweep, shard));
  const gone = new Set(merged?.missing);
  const units = shard?.units ?? sweep.trials.map(({ id }) => id).filter((id) => !gone.has(id));
  return { path, sweep, shard, units, ...found };
}

function shardIssues(path: string, sweep: SweepFile, shard: ShardFile | undefined): readonly Issue[] {
  if (shard === undefined) return [];
  const file = join(path, shardFileName);
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

function notASweep(folder: string): never {
  throw new NopropError({
    code: 'not_a_sweep',
    path: '',
    file: folder,
    message: `A sweep folder is wanted, but there is no ${sweepFileName} in it.`,
    hint: 'Give the folders that "noprop sweep FILE --shard i/n --out DIR" made.',
  });
}
