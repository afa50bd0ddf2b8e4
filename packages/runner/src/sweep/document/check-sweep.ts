import { didYouMean, type Issue, validateBySchema } from '@noprop/core';
import { locateIssue } from '../../document/locate';
import { toPlain } from '../../document/node';
import { parseYaml } from '../../document/parse';
import { sweepSchema } from './sweep.schema';
import { isRange, type SweepDocument } from './sweep-document';

/** A sweep document after its own checks; `value` is present where it can be expanded. */
export interface CheckedSweep {
  readonly value?: SweepDocument;
  readonly issues: readonly Issue[];
  /** Adds the place in the sweep file to an issue that knows only its path. */
  readonly locate: (issue: Issue) => Issue;
}

/** Syntax, the sweep's schema, and what its parts ask of each other; with the limits and positions of a pipeline. */
export function checkSweep(text: string): CheckedSweep {
  const { root, issues: found } = parseYaml(text);
  if (root === undefined) return { issues: found, locate: (issue) => issue };
  const locate = (issue: Issue): Issue => locateIssue(root, issue);
  const value = toPlain(root);
  const wrong = validateBySchema(sweepSchema, value);
  const document = value as SweepDocument;
  const late = wrong.length === 0 ? crossIssues(document) : [];
  const issues = [...found, ...[...wrong, ...late].map(locate)];
  return issues.length > 0 ? { issues, locate } : { value: document, issues, locate };
}

/** Whether a text is a sweep rather than a pipeline: it lists pipelines. */
export function isSweepText(text: string): boolean {
  const { root } = parseYaml(text);
  return root?.kind === 'map' && root.entries.has('pipelines');
}

function crossIssues(document: SweepDocument): Issue[] {
  return [
    ...axisIssues(document),
    ...searchIssues(document),
    ...excludeIssues(document),
    ...seedIssues(document),
    ...halvingIssues(document),
  ];
}

function axisIssues({ matrix, search }: SweepDocument): Issue[] {
  return Object.entries(matrix).flatMap(([key, axis]): Issue[] => {
    const path = `matrix.${key}`;
    if (key === 'seed') return [issue('seed_axis', path, 'The seed is no axis of the matrix.', 'List it under seeds.')];
    if (!isRange(axis)) return [];
    const { min, max, scale, integer } = axis;
    if (search.kind === 'grid') {
      const hint = 'List the values, or search at random or by latin-hypercube.';
      return [issue('range_in_grid', path, 'A grid has no ranges, found one from min to max.', hint)];
    }
    if (min >= max) return [issue('bad_range', path, `Wanted min below max, found ${min} and ${max}.`)];
    if (scale === 'log' && min <= 0) {
      return [issue('bad_range', `${path}.min`, `Wanted a min above 0 on a log scale, found ${min}.`)];
    }
    const isWhole = Number.isSafeInteger(min) && Number.isSafeInteger(max);
    return integer && !isWhole
      ? [issue('bad_range', path, `Wanted whole numbers for min and max, found ${min} and ${max}.`)]
      : [];
  });
}

function searchIssues({ search: { kind, trials } }: SweepDocument): Issue[] {
  if (kind === 'grid' && trials !== undefined) {
    const hint = 'Leave it out, or search at random or by latin-hypercube.';
    return [issue('unused_key', 'search.trials', 'A grid tries every point, found a number of trials.', hint)];
  }
  if (kind === 'grid' || trials !== undefined) return [];
  return [issue('missing_key', 'search', 'The key "trials" is missing.', 'Add it: Points to draw.')];
}

/** Keys of exclude that no point has. */
function excludeIssues({ exclude, matrix }: SweepDocument): Issue[] {
  const known = ['pipeline', 'seed', ...Object.keys(matrix)];
  return exclude.flatMap((each, i) =>
    Object.keys(each)
      .filter((key) => !known.includes(key))
      .map((key) => {
        const hint = didYouMean(key, known) ?? `Axes: ${known.join(', ')}.`;
        return issue('unknown_key', `exclude.${i}.${key}`, `No axis is named "${key}".`, hint);
      }),
  );
}

/** Seeds come from one place only: equal points with other seeds are put together in results. */
function seedIssues({ set, pipelines, include }: SweepDocument): Issue[] {
  const operands = [
    ...set.map((operand, i) => [operand, `set.${i}`] as const),
    ...[...pipelines.entries()].flatMap(([i, entry]) =>
      typeof entry === 'string'
        ? []
        : (entry.set ?? []).map((operand, j) => [operand, `pipelines.${i}.set.${j}`] as const),
    ),
    ...include.flatMap(({ set: own }, i) => own.map((operand, j) => [operand, `include.${i}.set.${j}`] as const)),
  ];
  return operands
    .filter(([operand]) => isSeedOverride(operand))
    .map(([, path]) => issue('seed_axis', path, 'The seed is no override of a sweep.', 'List it under seeds.'));
}

/** Whether an override sets or removes the seed. */
export const isSeedOverride = (operand: string): boolean => /^[+~]?seed(=|$)/.test(operand);

function halvingIssues({ halving, matrix, include }: SweepDocument): Issue[] {
  if (halving === undefined) return [];
  const { option, from, to } = halving;
  const issues: Issue[] = [];
  if (Object.hasOwn(matrix, option)) {
    const hint = 'Take it out of the matrix: its rounds set it.';
    issues.push(issue('budget_axis', `matrix.${option}`, `The budget of the halving is "${option}".`, hint));
  }
  if (to !== undefined && to < from) {
    issues.push(
      issue('bad_range', 'halving.to', `Wanted at least the budget of the first round, ${from}, found ${to}.`),
    );
  }
  if (include.length > 0) {
    const hint = 'Add them to the matrix, or leave out halving.';
    issues.push(issue('halving_include', 'include', 'Further points have no budget to halve.', hint));
  }
  return issues;
}

const issue = (code: string, path: string, message: string, hint?: string): Issue => ({
  code,
  path,
  message,
  ...(hint === undefined ? {} : { hint }),
});
