import { type DatasetSource, exitCodes, type Issue, NopropError, type Plugin } from '@noprop/core';
import type { PipelineDocument } from '../document/pipeline.schema';
import { buildParts } from './build-parts';
import { loadRegistry } from './load-registry';
import type { Plan, PlanData } from './plan';
import { planId } from './plan-id';
import { planSlots, publicSlots } from './slots';

/** What a run folder remembers of its plan. */
export interface StoredPlan {
  readonly data: PlanData;
  readonly source: string;
  /** Folder whose installed packages serve as plugins. */
  readonly folder: string;
  /** `plan.json`, for messages. */
  readonly file: string;
  /** Where the run found its data. Given, they are not looked for: what does not train needs no data. */
  readonly foundData?: DatasetSource;
}

/**
 * The plan of an earlier run, built again.
 *
 * @throws NopropError with every component or option that is no longer there
 */
export async function restorePlan(
  { data, source, folder, file, foundData }: StoredPlan,
  builtIns: readonly Plugin[],
): Promise<Plan> {
  const names = data.plugins.map(({ name }) => name);
  const { registry, plugins, issues } = loadRegistry(names, folder, builtIns);
  const planned = planSlots(
    { ...data, ...data.slots, plugins: names } as unknown as PipelineDocument,
    registry,
    () => folder,
  );
  const problems: Issue[] = [...issues, ...planned.issues, ...versionIssues(data.plugins, plugins)];
  if (problems.length > 0) throw refused(problems, file);
  const built = await buildParts(planned, foundData);
  if ('issues' in built) throw refused(built.issues, file);
  return { id: planId(data), data, source, folder, publicSlots: publicSlots(data, planned), ...built };
}

function versionIssues(wanted: PlanData['plugins'], found: PlanData['plugins']): Issue[] {
  return wanted.flatMap(({ name, version }, i) => {
    const now = found.find((plugin) => plugin.name === name)?.version;
    if (now === undefined || now === version) return [];
    return [
      {
        code: 'plugin_changed',
        path: `plugins.${i}`,
        message: `The run began with ${name} ${version}, now ${now} is installed.`,
        hint: `Install ${name}@${version}, or start a new run.`,
      },
    ];
  });
}

const refused = (issues: readonly Issue[], file: string): NopropError =>
  new NopropError(
    issues.map((issue) => ({ ...issue, file })),
    exitCodes.usage,
  );
