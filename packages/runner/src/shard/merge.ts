import { join, resolve } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { type SweepFile, trialFolderName } from '../sweep/sweep';
import { outIssues } from './check-out';
import { chooseRecord } from './choose';
import { coverage } from './coverage';
import { type FoundTrial, failureOf } from './found-trial';
import type { MergeFile } from './merge-file';
import { sweepFileName } from './record-files';
import { commitWarnings, sameSoftwareIssues } from './same-software';
import { sameSweepIssues } from './same-sweep';
import { readShardFolder, type ShardFolder } from './shard-folder';
import { writeMerged } from './write-merged';

export interface MergeRequest {
  /** Sweep folders in any order, usually one per shard. */
  readonly folders: readonly string[];
  /** Folder to create. */
  readonly out: string;
  /** Whether trials may be missing. If any are, the merged sweep is marked as partial. */
  readonly allowPartial: boolean;
  /** Whether to copy checkpoints too. */
  readonly checkpoints: boolean;
}

export interface MergeOutcome {
  readonly folder: string;
  readonly name: string;
  /** Names of the completed trials, in the sweep's order. */
  readonly completed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly missing: readonly string[];
  /** Differences in the software that ran the shards. */
  readonly warnings: readonly string[];
}

/**
 * Merges the folders of shards into one sweep folder, as if the sweep had run in one piece. The bytes depend only on
 * the records, not on the number or order of the folders.
 *
 * @throws NopropError with every reason to refuse; no folder is written then
 */
export function mergeSweep({ folders, out, allowPartial, checkpoints }: MergeRequest): MergeOutcome {
  const issues: Issue[] = [];
  const places = [...new Map(folders.map((path) => [resolve(path), path])).values()].sort();
  const read = places.flatMap((path) => readShardFolder(path, issues) ?? []);
  const [first] = read;
  const different = sameSweepIssues(read);
  issues.push(...different, ...outIssues(out, places, different.length > 0 ? undefined : first?.sweep.id));
  const finished = read.flatMap(({ records }) => records).filter((record) => record.kind === 'finished');
  issues.push(...sameSoftwareIssues(finished));
  if (first === undefined || different.length > 0) throw new NopropError(issues);

  const { sweep } = first;
  const chosen = chooseAll(sweep, read, issues);
  // Which shard an unreadable folder is remains unknown, so it would also be reported as missing.
  const { missing, issues: gaps } = coverage(sweep, read);
  if (!allowPartial && read.length === places.length) issues.push(...gaps);
  if (issues.length > 0) throw new NopropError(issues);
  const partial = missing.length > 0;
  const merge: MergeFile = { format: 1, sweep: sweep.id, version: sweep.version, partial, missing: [...missing] };
  const trials = sweep.trials.flatMap((trial) => {
    const record = chosen.get(trial.id);
    return record === undefined ? [] : [{ trial, record }];
  });
  writeMerged(out, { sweepFile: join(first.path, sweepFileName), merge, trials, checkpoints });
  return { folder: out, ...summary(sweep, chosen), warnings: commitWarnings(finished) };
}

function chooseAll(
  sweep: SweepFile,
  folders: readonly ShardFolder[],
  issues: Issue[],
): ReadonlyMap<string, FoundTrial> {
  const chosen = new Map<string, FoundTrial>();
  for (const { id } of sweep.trials) {
    const record = chooseRecord(folders.flatMap(({ records }) => records.filter((each) => each.id === id)));
    if (record === undefined) continue;
    if ('code' in record) issues.push(record);
    else chosen.set(id, record);
  }
  return chosen;
}

function summary(
  { name, trials }: SweepFile,
  chosen: ReadonlyMap<string, FoundTrial>,
): Pick<MergeOutcome, 'name' | 'completed' | 'failed' | 'missing'> {
  const records = trials.map((trial) => ({ name: trialFolderName(trial), record: chosen.get(trial.id) }));
  return {
    name,
    completed: records
      .filter(({ record }) => record?.kind === 'finished' && record.result.status === 'completed')
      .map(nameOf),
    failed: records.flatMap(({ name: trial, record }) => {
      const reason = record === undefined ? undefined : failureOf(record);
      return reason === undefined ? [] : [{ name: trial, reason }];
    }),
    missing: records.filter(({ record }) => record === undefined).map(nameOf),
  };
}

const nameOf = ({ name }: { readonly name: string }): string => name;
