import type { Issue } from '@noprop/core';
import { type SweepFile, trialFolderName } from '../sweep/sweep';
import type { ShardFolder } from './shard-folder';
import { listed } from './variants';

/** Trials of a sweep that no folder has a record of. */
export interface Coverage {
  /** Their ids in the sweep's order. */
  readonly missing: readonly string[];
  /** One issue for each incomplete folder, and one for missing shards or trials that no folder covers. */
  readonly issues: readonly Issue[];
}

/** Compares the records in folders of one sweep with what they should contain. */
export function coverage(sweep: SweepFile, folders: readonly ShardFolder[]): Coverage {
  const present = new Set(
    folders.flatMap(({ records, unreadable }) => [...records.map(({ id }) => id), ...unreadable]),
  );
  const missing = sweep.trials.filter(({ id }) => !present.has(id));
  const covered = new Set(folders.flatMap(({ units }) => units));
  const uncovered = missing.filter(({ id }) => !covered.has(id));
  const absent = absentShards(folders);
  const unfinished = folders.flatMap((folder) => {
    const names = missing.filter(({ id }) => folder.units.includes(id)).map(trialFolderName);
    return names.length === 0 ? [] : [unfinishedIssue(folder, names)];
  });
  const lost = absent.length > 0 ? [absentIssue(sweep, folders, absent, uncovered.length)] : [];
  const forgotten = absent.length === 0 && uncovered.length > 0 ? [forgottenIssue(uncovered.map(trialFolderName))] : [];
  return { missing: missing.map(({ id }) => id), issues: [...unfinished, ...lost, ...forgotten] };
}

/** Indices of shards without a folder. Empty if any folder is not a shard, because it may cover their trials. */
function absentShards(folders: readonly ShardFolder[]): readonly number[] {
  const present = new Set(folders.map(({ shard }) => shard?.shard));
  const count = Math.max(...folders.map(({ shard }) => shard?.of ?? 0));
  if (present.has(undefined)) return [];
  return Array.from({ length: count }, (_, i) => i + 1).filter((index) => !present.has(index));
}

const hint = 'or merge without them using --allow-partial.';

function unfinishedIssue({ path, shard, units }: ShardFolder, names: readonly string[]): Issue {
  const again = shard === undefined ? 'the sweep' : `shard ${shard.shard}/${shard.of}`;
  return {
    code: 'missing_trials',
    path: '',
    file: path,
    message: `${names.length} of ${trials(units.length)} ${names.length === 1 ? 'has' : 'have'} neither a result nor a failure record: ${listed(names)}.`,
    hint: `Run ${again} again with the same --out, which keeps finished trials, ${hint}`,
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
    message: `Expected ${of} shards of "${name}", but ${which} ${absent.length === 1 ? 'is' : 'are'} missing (${trials(lost)}).`,
    hint: `Run "${command} --shard ${absent[0]}/${of}"${absent.length === 1 ? '' : ' and the others'}, ${hint}`,
  };
}

const forgottenIssue = (names: readonly string[]): Issue => ({
  code: 'missing_trials',
  path: '',
  message: `No folder covers these trials of the sweep: ${listed(names)}.`,
  hint: `The shards were cut with different durations, or part of a merged sweep is missing. Run these trials, ${hint}`,
});

const trials = (count: number): string => (count === 1 ? '1 trial' : `${count} trials`);
