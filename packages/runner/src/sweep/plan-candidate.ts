import { type Issue, NopropError, type Plugin } from '@noprop/core';
import { canonicalJson, sha256Hex } from '@noprop/store';
import { overrideName } from '../document/locate';
import { createPlan } from '../plan/create-plan';
import { planId } from '../plan/plan-id';
import type { Candidate } from './points/candidates';
import { commandLine, operandOf } from './points/operand';
import { portablePath } from './points/portable-path';
import type { PlannedTrial } from './sweep';

/**
 * The trials of one point, one per seed. The plan is made once, because the seed changes nothing else in it. A plugin
 * that fails to load is not an issue of the document: its trials fail, and the others run.
 *
 * @param locate adds the position in the sweep file to an issue
 */
export async function planCandidate(
  candidate: Candidate,
  sweep: string,
  builtIns: readonly Plugin[],
  locate: (issue: Issue) => Issue,
): Promise<{ readonly trials: readonly PlannedTrial[] } | { readonly issues: readonly Issue[] }> {
  const { pipeline, seeds } = candidate;
  const operands = candidate.overrides.map(({ operand }) => operand);
  const trials = (idOf: (seed: number) => string, name: string, plugins: readonly string[], broken?: string) => ({
    trials: seeds.map((seed): PlannedTrial => {
      const overrides = [...operands, operandOf('seed', seed)];
      return {
        id: idOf(seed),
        name,
        pipeline: pipeline.written,
        overrides,
        seed,
        point: candidate.point,
        command: commandLine(['npx', 'noprop', 'run', portablePath(sweep, pipeline.written), ...overrides]),
        file: pipeline.file,
        plugins,
        ...(broken !== undefined && { broken }),
      };
    }),
  });
  try {
    const overrides = [...operands, operandOf('seed', seeds[0])];
    // Each trial looks for its own data: if they are missing, that trial fails and the others run.
    const foundData = { origin: 'folder', location: '' } as const;
    const { data } = await createPlan({ text: pipeline.text, file: pipeline.file, overrides, builtIns, foundData });
    const plugins = data.plugins.map(({ name }) => name);
    return trials((seed) => planId({ ...data, seed }), data.name, plugins);
  } catch (error) {
    const broken = brokenPlugin(error);
    if (broken !== undefined) {
      const idOf = (seed: number): string =>
        sha256Hex(canonicalJson({ unplanned: pipeline.written, overrides: operands, seed }));
      return trials(idOf, pipeline.name, [], broken);
    }
    if (!(error instanceof NopropError)) throw error;
    return { issues: error.issues.map((issue) => inSweep(issue, candidate, locate)) };
  }
}

/** Why planning failed, if a plugin is at fault. */
function brokenPlugin(error: unknown): string | undefined {
  if (!(error instanceof NopropError)) return `Cannot plan the pipeline: ${firstLine(error)}`;
  const faults = error.issues.filter(({ code }) => PLUGIN_FAULTS.has(code));
  return faults.length === 0 ? undefined : faults.map(({ message }) => message).join(' ');
}

const PLUGIN_FAULTS: ReadonlySet<string> = new Set(['plugin_crashed', 'plugin_invalid']);

const firstLine = (error: unknown): string => String(error).split('\n')[0] as string;

/** Moves an issue caused by an override to the override's position in the sweep file. */
function inSweep(issue: Issue, { overrides, pipeline }: Candidate, locate: (issue: Issue) => Issue): Issue {
  const cause = overrides.find(({ operand }) => issue.file === overrideName(operand));
  if (cause?.path === undefined) return issue;
  const { range, file } = locate({ code: 'override', path: cause.path, message: '' });
  const { file: _file, range: _range, ...rest } = issue;
  const hint = [issue.hint, `Pipeline: ${pipeline.written}.`].filter((part) => part !== undefined).join(' ');
  return {
    ...rest,
    path: issue.path === '' ? cause.path : issue.path,
    hint,
    ...(range && { range }),
    ...(file && { file }),
  };
}
