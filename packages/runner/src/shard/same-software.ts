import type { Issue } from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import { canonicalJson } from '@noprop/store';
import type { FinishedTrial } from './found-trial';
import { type Sighting, variantIssues } from './variants';

/**
 * Issues that make results incomparable: different versions of noprop or of a plugin, or different engines. Trials
 * whose plans request different engines may use them.
 */
export function sameSoftwareIssues(trials: readonly FinishedTrial[]): readonly Issue[] {
  const versions = trials.map(({ environment, path }) => ({ value: environment.noprop, where: path }));
  const engines = grouped(trials, ({ plan }) => canonicalJson(plan.engine));
  const plugins = trials.flatMap(({ plan, path }) => plan.plugins.map((plugin) => ({ ...plugin, where: path })));
  return [
    ...variantIssues(versions, {
      code: 'different_versions',
      what: 'one version of noprop for all trials',
      hint: 'Run all shards with the same version.',
    }),
    ...engines.flatMap((group) =>
      variantIssues(
        group.map(({ plan, path }) => ({ value: engineText(plan.resolved as EngineInfo), where: path })),
        {
          code: 'different_engines',
          what: 'one engine for all trials',
          hint: 'The engine decides the last digits. Run all shards on similar machines, or set "engine.backend" and "engine.threads".',
        },
      ),
    ),
    ...grouped(plugins, ({ name }) => name).flatMap((group) =>
      variantIssues(
        group.map(({ name, version, where }) => ({ value: `${name} ${version}`, where })),
        {
          code: 'different_plugins',
          what: `one version of the plugin ${group[0]?.name}`,
          hint: 'Install the same version everywhere and run those trials again.',
        },
      ),
    ),
  ];
}

/** Warns about different commits of noprop. The versions are equal, so this is not a reason to refuse. */
export function commitWarnings(trials: readonly FinishedTrial[]): readonly string[] {
  const sightings: readonly Sighting[] = trials.flatMap(({ environment: { commit }, path }) =>
    commit === null
      ? []
      : [{ value: `${commit.hash.slice(0, 7)}${commit.dirty ? ' with local changes' : ''}`, where: path }],
  );
  return variantIssues(sightings, { code: '', what: 'one commit of noprop', hint: '' }).map(({ message }) => message);
}

const engineText = ({ backend, version, device, threads, oneDnn, compiler }: EngineInfo): string =>
  `${backend} ${version} on ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${oneDnn ? 'oneDNN' : 'no oneDNN'}, compiler ${compiler}`;

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
