import { join } from 'node:path';
import type { Issue } from '@noprop/core';
import { canonicalJson, parseJson, readText } from '@noprop/store';
import { sweepFileName } from './record-files';
import type { ShardFolder } from './shard-folder';
import { variantIssues } from './variants';

/** What keeps folders from being parts of one sweep, cut into one number of shards by one version. */
export function sameSweepIssues(folders: readonly ShardFolder[]): readonly Issue[] {
  const versions = folders.flatMap(({ path, sweep, shard }) =>
    [sweep.version, shard?.version ?? sweep.version].map((value) => ({ value, where: path })),
  );
  const sweeps = folders.map(({ path, sweep }) => ({ value: `${sweep.name} ${sweep.id.slice(0, 8)}`, where: path }));
  const counts = folders.flatMap(({ path, shard }) =>
    shard === undefined ? [] : [{ value: `${shard.of}`, where: path }],
  );
  const different = variantIssues(sweeps, {
    code: 'different_sweeps',
    what: 'One sweep',
    hint: 'Its id follows from its trials: run all shards of one sweep file, with the same pipelines and plugins.',
  });
  return [
    ...different,
    ...folders.flatMap(({ path, sweep }) => (sweep.halving === undefined ? [] : [roundsIssue(path)])),
    ...(different.length > 0 ? [] : contentIssues(folders)),
    ...variantIssues(counts, {
      code: 'different_cuts',
      what: 'One number of shards',
      hint: 'Run all shards with the same n of --shard i/n.',
    }),
    ...variantIssues(versions, {
      code: 'different_versions',
      what: 'One version of noprop',
      hint: 'Run all shards with the same version.',
    }),
  ];
}

/** Each round goes on with what was best in the one before it, over all trials: no shard can know. */
const roundsIssue = (folder: string): Issue => ({
  code: 'halving',
  path: '',
  file: join(folder, sweepFileName),
  message: 'A sweep without successive halving is wanted: its rounds cannot be cut into shards.',
  hint: 'Run the whole sweep in one place, with --jobs for several trials at a time.',
});

/** Sweeps of one id that are described differently, key by key. */
function contentIssues(folders: readonly ShardFolder[]): readonly Issue[] {
  const read = folders.map(({ path }) => {
    const file = join(path, sweepFileName);
    return {
      path,
      content: Object.entries(parseJson(file, readText(file) ?? '{}') as Readonly<Record<string, unknown>>),
    };
  });
  const keys = new Set(read.flatMap(({ content }) => content.map(([key]) => key)));
  keys.delete('version');
  return [...keys].sort().flatMap((key) => {
    const sightings = read.map(({ path, content }) => {
      const value = content.find(([name]) => name === key)?.[1];
      return { value: value === undefined ? 'nothing' : shortened(canonicalJson(value)), where: path };
    });
    return variantIssues(sightings, {
      code: 'different_sweeps',
      what: `One "${key}" in ${sweepFileName}`,
      hint: 'Run all shards of the same sweep file.',
    });
  });
}

const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 57)}... of ${text.length} letters`;
