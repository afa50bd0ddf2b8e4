import { join } from 'node:path';
import type { Issue } from '@noprop/core';
import { canonicalJson, parseJson, readText } from '@noprop/store';
import { sweepFileName } from './record-files';
import type { ShardFolder } from './shard-folder';
import { variantIssues } from './variants';

/** Issues if folders do not belong to one sweep, cut into the same number of shards by the same version. */
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
    what: 'one sweep',
    hint: 'Run all shards from the same sweep file, with the same pipelines and plugins.',
  });
  return [
    ...different,
    ...folders.flatMap(({ path, sweep }) => (sweep.halving === undefined ? [] : [roundsIssue(path)])),
    ...(different.length > 0 ? [] : contentIssues(folders)),
    ...variantIssues(counts, {
      code: 'different_cuts',
      what: 'one number of shards',
      hint: 'Run all shards with the same n in --shard i/n.',
    }),
    ...variantIssues(versions, {
      code: 'different_versions',
      what: 'one version of noprop',
      hint: 'Run all shards with the same version.',
    }),
  ];
}

/** Each halving round depends on the results of all trials of the previous one, which a shard does not have. */
const roundsIssue = (folder: string): Issue => ({
  code: 'halving',
  path: '',
  file: join(folder, sweepFileName),
  message: 'A sweep with successive halving cannot be split into shards.',
  hint: 'Run the whole sweep on one machine; --jobs runs several trials at once.',
});

/** Issues for each key that differs between `sweep.json` files with the same id. */
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
      what: `one "${key}" in ${sweepFileName}`,
      hint: 'Run all shards from the same sweep file.',
    });
  });
}

const shortened = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 57)}... (${text.length} characters)`;
