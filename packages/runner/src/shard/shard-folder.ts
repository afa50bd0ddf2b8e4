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

/** The content of a sweep folder to merge. */
export interface ShardFolder extends FoundRecords {
  /** The path as given. */
  readonly path: string;
  readonly sweep: SweepFile;
  /** Undefined for the folder of a whole or merged sweep. */
  readonly shard: ShardFile | undefined;
  /** Ids of the trials it should contain: those of the shard, or those present when it was merged. */
  readonly units: readonly string[];
}

/**
 * Reads a sweep folder without changing it. All problems with its files go to `issues`.
 *
 * @returns undefined if the sweep or shard cannot be identified
 */
export function readShardFolder(path: string, issues: Issue[]): ShardFolder | undefined {
  const sweep = collecting(issues, () => readSweepFile(path) ?? notASweep(path));
  const damage = sweep === undefined ? [] : (collecting(issues, () => checksumIssues(path)) ?? []);
  issues.push(...damage);
  const whose = collecting(issues, () => ({ shard: readShardFile(path), merged: readMergeFile(path) }));
  if (sweep === undefined || whose === undefined) return undefined;
  const { shard, merged } = whose;
  const records = readRecords(
    path,
    sweep,
    damage.flatMap(({ file }) => file ?? []),
    issues,
  );
  issues.push(...shardIssues(path, sweep, shard));
  const gone = new Set(merged?.missing);
  const units = shard?.units ?? sweep.trials.map(({ id }) => id).filter((id) => !gone.has(id));
  return { path, sweep, shard, units, ...records };
}

function shardIssues(path: string, sweep: SweepFile, shard: ShardFile | undefined): readonly Issue[] {
  if (shard === undefined) return [];
  const file = join(path, shardFileName);
  const wrong = (message: string): Issue => ({
    code: 'foreign_shard',
    path: '',
    file,
    message,
    hint: 'This folder mixes files of two sweeps. Run the shard again with a new --out.',
  });
  if (shard.sweep !== sweep.id) {
    const [expected, actual] = [sweep.id, shard.sweep].map((id) => id.slice(0, 8));
    return [wrong(`Expected a shard of the sweep in ${sweepFileName}, ${expected}, got a shard of ${actual}.`)];
  }
  const known = new Set(sweep.trials.map(({ id }) => id));
  const unknown = shard.units.filter((id) => !known.has(id)).map((id) => id.slice(0, 8));
  if (unknown.length > 0) return [wrong(`Expected trials of the sweep, got ${unknown.join(', ')}.`)];
  if (shard.shard <= shard.of) return [];
  return [wrong(`Expected a shard from 1 to ${shard.of}, got ${shard.shard}.`)];
}

function notASweep(folder: string): never {
  throw new NopropError({
    code: 'not_a_sweep',
    path: '',
    file: folder,
    message: `Not a sweep folder: it has no ${sweepFileName}.`,
    hint: 'Pass folders created by "noprop sweep FILE --shard i/n --out DIR".',
  });
}
