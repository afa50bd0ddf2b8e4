import type { Issue } from '@noprop/core';
import { type SweepFile, trialFolderName } from '../sweep/sweep';
import type { ShardFolder } from './shard-folder';
import { listed } from './variants';

/** Trials of a sweep of which no folder has a record. */
export interface Coverage {
  /** Ids in the sweep's order. */
  readonly missing: readonly string[];
  /** A message for each shard that is not there, each folder that has not all of its own, and what no shard has. */
  readonly issues: readonly Issue[];
}

/** Compares what folders of one sweep hold with what they should. */
export function coverage(sweep: SweepFile, folders: readonly ShardFolder[]): Coverage {
  const there = new Set(folders.flatMap(({ records, unreadable }) => [...records.map(({ id }) => id), ...unreadable]));
  const missing = sweep.trials.filter(({ id }) => !there.has(id));
  const owned = new Set(folders.flatMap(({ units }) => units));
  const nobodys = missing.filter(({ id }) => !owned.has(id));
  const absent = absentShards(folders);
  const unfinished = folders.flatMap((folder) => {
    const names = missing.filter(({ id }) => folder.units.includes(id)).map(trialFolderName);
    return names.length === 0 ? [] : [unfinishedIssue(folder, names)];
  });
  const lost = absent.length > 0 ? [absentIssue(sweep, folders, absent, nobodys.length)] : [];
  const forgotten = absent.length === 0 && nobodys.length > 0 ? [forgottenIssue(nobodys.map(trialFolderName))] : [];
  return { missing: missing.map(({ id }) => id), issues: [...unfinished, ...lost, ...forgotten] };
}

/** Numbers of shards that are not among the folders; where a folder is no shard, its trials alone are looked at. */
function absentShards(folders: readonly ShardFolder[]): readonly number[] {
  const present = new Set(folders.map(({ shard }) => shard?.shard));
  const count = Math.max(...folders.map(({ shard }) => shard?.of ?? 0));
  if (present.has(undefined)) return [];
  return Array.from({ length: count }, (_, i) => i + 1).filter((index) => !present.has(index));
}

const hint = 'or merge what is there with --allow-partial.';

function unfinishedIssue({ path, shard, units }: ShardFolder, names: readonly string[]): Issue {
  const again = shard === undefined ? 'the sweep' : `shard ${shard.shard}/${shard.of}`;
  const each = units.length === 1 ? 'its trial' : `each of its ${units.length} trials`;
  return {
    code: 'missing_trials',
    path: '',
    file: path,
    message: `A result, or the reason for having none, is wanted for ${each}; ${listed(names)} ${names.length === 1 ? 'has' : 'have'} neither.`,
    hint: `Run ${again} again with the same --out, which keeps what is done, ${hint}`,
  };
}

function absentIssue(
  { name, command }: SweepFile,
  folders: readonly ShardFolder[],
  absent: readonly number[],
  lost: number,
): Issue {
  const of = folders.find(({ shard }) => shard !== undefined)?.shard?.of ?? 1;
  const which = absent.length === 1 ? `shard ${absent[0]}` : `shards ${listed(absent.map(String), 10)}`;
  return {
    code: 'missing_shards',
    path: '',
    message: `All ${of} shards of "${name}" are wanted, but ${which} ${absent.length === 1 ? 'is' : 'are'} not there, and with ${absent.length === 1 ? 'it' : 'them'} ${trials(lost)}.`,
    hint: `Run "${command} --shard ${absent[0]}/${of}"${absent.length === 1 ? '' : ' and the others'}, ${hint}`,
  };
}

const forgottenIssue = (names: readonly string[]): Issue => ({
  code: 'missing_trials',
  path: '',
  message: `All trials of the sweep are wanted, but no folder was to run ${listed(names)}.`,
  hint: `The shards were cut by different durations, or a part of a merged sweep is not here: run these trials, ${hint}`,
});

const trials = (count: number): string => (count === 1 ? '1 trial' : `${count} trials`);
