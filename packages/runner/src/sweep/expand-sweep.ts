import { exitCodes, type Issue, NopropError, type Plugin, sortIssues } from '@noprop/core';
import { canonicalJson, sha256Hex } from '@noprop/store';
import { version } from '../../package.json';
import { checkSweep, isSeedOverride } from './document/check-sweep';
import { MOST_TRIALS } from './document/sweep.schema';
import type { SweepDocument } from './document/sweep-document';
import { folderCollisions } from './folder-collisions';
import { withBudgets } from './halving/with-budgets';
import { planCandidate } from './plan-candidate';
import { candidates } from './points/candidates';
import { countPoints } from './points/draw';
import { commandLine } from './points/operand';
import { portablePath, sweepName } from './points/portable-path';
import type { PlannedTrial, Sweep } from './sweep';

export interface SweepRequest {
  /** The sweep's text. */
  readonly text: string;
  /** Its file name, used in messages and to resolve relative paths. */
  readonly file: string;
  /** `key=value`, `+key=value`, `~key`: overrides applied after the document's... */
  readonly overrides?: readonly string[];
  /** ...to the pipelines whose name passes; to all by default. */
  readonly only?: (name: string) => boolean;
  /** Plugins that a pipeline need not declare. */
  readonly builtIns: readonly Plugin[];
}

/**
 * Expands a sweep document into its trials. Their order: pipelines as listed, points of the matrix with the last axis
 * varying fastest (drawn points as drawn), halving rounds, seeds; then the points of `include`. Points with the same
 * plan become one trial, at the first of their positions.
 *
 * @throws NopropError with every issue of the document and all its trials, each with its position (exit code 2)
 */
export async function expandSweep({
  text,
  file,
  overrides = [],
  only = () => true,
  builtIns,
}: SweepRequest): Promise<Sweep> {
  const checked = checkSweep(text);
  const { value, locate } = checked;
  if (value === undefined) throw refused(file, checked.issues);
  const tooMany = sizeIssues(value);
  if (tooMany.length > 0) throw refused(file, tooMany.map(locate));
  const seeds = seedOverrides(overrides);
  if (seeds.length > 0) throw refused(file, seeds);
  const found = candidates(value, file, { operands: overrides, appliesTo: only });
  const issues = found.issues.map(locate);
  const trials = new Map<string, PlannedTrial>();
  for (const candidate of withBudgets(found.candidates, value.halving)) {
    const planned = await planCandidate(candidate, file, builtIns, locate);
    if ('issues' in planned) issues.push(...planned.issues);
    else for (const trial of planned.trials) if (!trials.has(trial.id)) trials.set(trial.id, trial);
  }
  const all = [...trials.values()];
  if (issues.length === 0) issues.push(...emptyIssue(all), ...folderCollisions(all));
  if (issues.length > 0) throw refused(file, issues);
  return {
    format: 1,
    name: value.name ?? sweepName(file),
    ...(value.description !== undefined && { description: value.description }),
    id: sha256Hex(canonicalJson(all.map(({ id, name, point }) => ({ id, name, point })))),
    version,
    command: commandLine(['npx', 'noprop', 'sweep', portablePath(file, '.'), ...overrides]),
    ...(value.halving !== undefined && { halving: value.halving }),
    trials: all,
  };
}

function seedOverrides(overrides: readonly string[]): Issue[] {
  if (!overrides.some(isSeedOverride)) return [];
  const hint = 'List seeds in the sweep file, or use noprop run for a single one.';
  return [{ code: 'seed_axis', path: '', message: 'A sweep cannot override the seed.', hint }];
}

function sizeIssues(document: SweepDocument): Issue[] {
  const { pipelines, seeds, matrix, search, include } = document;
  const count = (countPoints(matrix, search) * pipelines.length + include.length) * seeds.length;
  if (count <= MOST_TRIALS) return [];
  const message = `Expected at most ${MOST_TRIALS} trials, got ${count}.`;
  return [
    {
      code: 'too_many_trials',
      path: 'matrix',
      message,
      hint: 'Draw fewer points with a random search, or split the sweep.',
    },
  ];
}

function emptyIssue(trials: readonly PlannedTrial[]): Issue[] {
  if (trials.length > 0) return [];
  return [{ code: 'empty_sweep', path: '', message: 'The sweep has no trials: exclude removes every point.' }];
}

/** Reports an issue shared by several trials once. */
function refused(file: string, issues: readonly Issue[]): NopropError {
  const named = issues.map((issue) => (issue.file === undefined ? { ...issue, file } : issue));
  const unique = new Map(named.map((issue) => [canonicalJson(issue), issue]));
  return new NopropError(sortIssues([...unique.values()]), exitCodes.usage);
}
