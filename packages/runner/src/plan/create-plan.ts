import { basename, dirname, extname, resolve } from 'node:path';
import { exitCodes, type Issue, NopropError, type Plugin, sortIssues } from '@noprop/core';
import { canonicalJson, sha256Hex } from '@noprop/store';
import { type CheckedDocument, checkDocument } from '../document/check';
import { limitIssue } from '../document/limits';
import { buildParts } from './build-parts';
import { createdKeyIssues } from './created-keys';
import { groupIssues } from './group-issues';
import { loadRegistry } from './load-registry';
import type { Plan, PlanData } from './plan';
import { type PlannedSlots, planSlots, publicSlots } from './slots';
import { pipelineSource } from './source';
import { trainingIssues } from './training-issues';

export interface PlanRequest {
  /** The pipeline's text. */
  readonly text: string;
  /** Its file name, for messages; `-` for standard input. */
  readonly file: string;
  /** `key=value`, `+key=value`, `~key`. */
  readonly overrides?: readonly string[];
  /** Components that need not be declared. */
  readonly builtIns: readonly Plugin[];
}

/**
 * From a document to a plan: all problems of syntax, slots, options, plugins and data at once.
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
  const built = await buildParts(planned);
  const later = [...pluginIssues, ...planned.issues, ...('issues' in built ? built.issues : [])];
  issues.push(...created, ...later.map(checked.locate));
  if (issues.length > 0 || 'issues' in built) throw refused(file, withoutEchoes(issues, created));
  const { dataset, objective, optimizer } = built.parts;
  const unfit = [...trainingIssues(checked.value.training, dataset), ...groupIssues(objective, optimizer)];
  if (unfit.length > 0) throw refused(file, unfit.map(checked.locate));
  const data = planData(checked, planned, plugins, file);
  const source = pipelineSource({ text, file, overrides }, checked, registry, folderOf);
  const limit = checked.merged.bases.length > 0 ? limitIssue(source) : undefined;
  if (limit !== undefined) throw refused(file, [{ ...limit, hint: 'So much it is when merged with its bases.' }]);
  return { id: planId(data), data, source, folder, publicSlots: publicSlots(data, planned), ...built };
}

/** Identity of a plan: what changes the result and nothing else. */
export function planId(data: PlanData): string {
  const { name: _name, expected: _expected, resolved: _resolved, sinks: _sinks, training, ...rest } = data;
  const { logEvery: _logEvery, checkpointEvery: _checkpointEvery, ...sizes } = training;
  return sha256Hex(canonicalJson({ ...rest, training: sizes }));
}

function planData(
  checked: CheckedDocument,
  planned: PlannedSlots,
  plugins: PlanData['plugins'],
  file: string,
): PlanData {
  const { seed, engine, training, expected, name } = checked.value;
  const { slots, evaluation, sinks } = planned;
  const plain = (component: { name: string; options: Record<string, unknown> }) => ({
    uses: component.name,
    with: component.options,
  });
  return {
    format: 1,
    name: name ?? nameOf(file),
    seed,
    engine,
    plugins,
    slots: Object.fromEntries(Object.entries(slots).map(([slot, component]) => [slot, plain(component)])),
    training,
    evaluation: evaluation.map(plain),
    // Only where there are some: a run without sinks leaves the bytes it always left.
    ...(sinks.length > 0 && { sinks: sinks.map(plain) }),
    expected: expected ?? {},
  };
}

/** `pipelines/table-1/mnist/noprop-dt.yaml` -> `table-1-mnist-noprop-dt`. */
function nameOf(file: string): string {
  if (file === '-') return 'stdin';
  const parts = resolve(file).split(/[\\/]/);
  const root = parts.lastIndexOf('pipelines');
  const named = root >= 0 ? parts.slice(root + 1) : [basename(file)];
  const name = named.join('-').slice(0, -extname(file).length || undefined);
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return plain.slice(0, 100) || 'pipeline';
}

/** A key that an override must not make is unknown to the schema too: once is enough. */
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
