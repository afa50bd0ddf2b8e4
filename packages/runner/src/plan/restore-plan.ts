import { type DatasetSource, exitCodes, type Issue, NopropError, type Plugin } from '@noprop/core';
import type { PipelineDocument } from '../document/pipeline.schema';
import { buildParts } from './build-parts';
import { loadRegistry } from './load-registry';
import type { Plan, PlanData } from './plan';
import { planId } from './plan-id';
import { planSlots, publicData } from './slots';

/** What a run folder stores of its plan. */
export interface StoredPlan {
  readonly data: PlanData;
  readonly source: string;
  /** Folder in which plugins are installed. */
  readonly folder: string;
  /** `plan.json`, for messages. */
  readonly file: string;
  /** Where the run found its data. If set, skip locating them: without training no data are needed. */
  readonly foundData?: DatasetSource;
}

/**
 * Rebuilds the plan of an earlier run.
 *
 * @throws NopropError with every component, option, plugin version or dataset that is no longer available
 */
export async function restorePlan(
  { data, source, folder, file, foundData }: StoredPlan,
  builtIns: readonly Plugin[],
): Promise<Plan> {
  const names = data.plugins.map(({ name }) => name);
  const { registry, plugins, issues } = loadRegistry(names, folder, builtIns);
  const { slots, progress } = data;
  const evaluateEvery = progress && { epochs: progress.every, evaluation: progress.evaluation };
  const document = { ...data, ...slots, evaluateEvery, plugins: names } as unknown as PipelineDocument;
  const planned = planSlots(document, registry, () => folder);
  const problems: Issue[] = [...issues, ...planned.issues, ...versionIssues(data.plugins, plugins)];
  if (problems.length > 0) throw refused(problems, file);
  const built = await buildParts(planned, foundData);
  if ('issues' in built) throw refused(built.issues, file);
  return { id: planId(data), data, source, folder, publicData: publicData(data, planned), ...built };
}

function versionIssues(expected: PlanData['plugins'], found: PlanData['plugins']): Issue[] {
  return expected.flatMap(({ name, version }, i) => {
    const now = found.find((plugin) => plugin.name === name)?.version;
    if (now === undefined || now === version) return [];
    return [
      {
        code: 'plugin_changed',
        path: `plugins.${i}`,
        message: `The run started with ${name} ${version}, but ${now} is installed now.`,
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
