import { dirname, resolve } from 'node:path';
import { type DatasetSource, exitCodes, type Issue, NopropError, type Plugin, sortIssues } from '@noprop/core';
import { type CheckedDocument, checkDocument } from '../document/check';
import { limitIssue } from '../document/limits';
import { buildParts } from './build-parts';
import { createdKeyIssues } from './created-keys';
import { groupIssues } from './group-issues';
import { loadRegistry } from './load-registry';
import type { Plan, PlanData } from './plan';
import { planId } from './plan-id';
import { planName } from './plan-name';
import { type PlannedSlot, type PlannedSlots, planSlots, publicData } from './slots';
import { pipelineSource } from './source';
import { trainingIssues } from './training-issues';

export interface PlanRequest {
  /** The pipeline's text. */
  readonly text: string;
  /** Its file name, for messages; `-` for standard input. */
  readonly file: string;
  /** `key=value`, `+key=value`, `~key`. */
  readonly overrides?: readonly string[];
  /** Plugins that a pipeline need not declare. */
  readonly builtIns: readonly Plugin[];
  /** If set, skip locating the data: a plan that is not run here needs none. */
  readonly foundData?: DatasetSource;
}

/**
 * Makes a plan from a pipeline, and reports all problems of syntax, slots, options, plugins and data at once.
 *
 * @throws NopropError with every issue, in the order of their positions (exit code 2)
 */
export async function createPlan(request: PlanRequest): Promise<Plan> {
  const { text, file, overrides = [] } = request;
  const folder = file === '-' ? process.cwd() : dirname(resolve(file));
  const folderOf = (base: string | undefined): string => (base === undefined ? folder : dirname(resolve(base)));
  const checked = checkDocument(text, overrides, file);
  if (!('value' in checked)) throw refused(file, checked.issues);
  const issues: Issue[] = [...checked.issues];
  const names = Array.isArray(checked.value.plugins) ? (checked.value.plugins as readonly unknown[]) : [];
  const { registry, plugins, issues: pluginIssues } = loadRegistry(names, folder, request.builtIns);
  const planned = planSlots(checked.value, registry, (path) => folderOf(checked.baseOf(path)));
  const created = createdKeyIssues(checked, registry);
  const built = await buildParts(planned, request.foundData);
  const later = [...pluginIssues, ...planned.issues, ...('issues' in built ? built.issues : [])];
  issues.push(...created, ...later.map(checked.locate));
  if (issues.length > 0 || 'issues' in built) throw refused(file, withoutEchoes(issues, created));
  const { dataset, objective, optimizer } = built.parts;
  const unfit = [...trainingIssues(checked.value.training, dataset), ...groupIssues(objective, optimizer)];
  if (unfit.length > 0) throw refused(file, unfit.map(checked.locate));
  const data = planData(checked, planned, plugins, file);
  const source = pipelineSource({ text, file, overrides }, checked, registry, folderOf);
  const limit = checked.merged.bases.length > 0 ? limitIssue(source) : undefined;
  if (limit !== undefined)
    throw refused(file, [{ ...limit, hint: 'This is its size after merging the files it extends.' }]);
  return { id: planId(data), data, source, folder, publicData: publicData(data, planned), ...built };
}

function planData(
  checked: CheckedDocument,
  planned: PlannedSlots,
  plugins: PlanData['plugins'],
  file: string,
): PlanData {
  const { seed, engine, training, evaluateEvery, expected, name } = checked.value;
  const { slots, evaluation, intermediateEvaluation, sinks } = planned;
  const plain = (component: { name: string; options: Record<string, unknown> }) => ({
    uses: component.name,
    with: component.options,
  });
  const paths = Object.assign(
    {},
    ...[...Object.values(slots), ...evaluation, ...intermediateEvaluation].map(storedPaths),
  );
  return {
    format: 1,
    name: name ?? planName(file),
    seed,
    engine,
    plugins,
    slots: Object.fromEntries(Object.entries(slots).map(([slot, component]) => [slot, plain(component)])),
    training,
    evaluation: evaluation.map(plain),
    // The names of version 0.1, so that plan ids stay the same.
    ...(evaluateEvery && {
      progress: { every: evaluateEvery.epochs, evaluation: intermediateEvaluation.map(plain) },
    }),
    // Left out if empty, so that the plan.json of a run without sinks keeps the same bytes.
    ...(sinks.length > 0 && { sinks: sinks.map(plain) }),
    expected: expected ?? {},
    ...(Object.keys(paths).length > 0 && { paths }),
  };
}

/** The written paths of a slot by the names that a plan stores. */
function storedPaths({ paths }: PlannedSlot): Readonly<Record<string, string>> {
  const stored = Object.entries(paths).map(([path, written]) => [
    path.replace(/^evaluateEvery\./, 'progress.'),
    written,
  ]);
  return Object.fromEntries(stored);
}

/** Drops `unknown_key` issues of overrides already refused for the same key. */
function withoutEchoes(issues: readonly Issue[], created: readonly Issue[]): readonly Issue[] {
  const refusedOverrides = new Set(created.map((issue) => issue.file));
  return issues.filter((issue) => issue.code !== 'unknown_key' || !refusedOverrides.has(issue.file));
}

function refused(file: string, issues: readonly Issue[]): NopropError {
  const named = issues.map((issue) =>
    issue.file === undefined ? { ...issue, file: file === '-' ? '<stdin>' : file } : issue,
  );
  return new NopropError(sortIssues(named), exitCodes.usage);
}
