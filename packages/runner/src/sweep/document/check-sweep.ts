import { didYouMean, type Issue, validateBySchema } from '@noprop/core';
import { locateIssue } from '../../document/locate';
import { type DocumentNode, toPlain } from '../../document/node';
import { parseYaml } from '../../document/parse';
import { renameInside, renameKey } from '../../document/rename-key';
import { sweepSchema } from './sweep.schema';
import { isRange, type SweepDocument } from './sweep-document';

/** A checked sweep document. `value` is present if it can be expanded. */
export interface CheckedSweep {
  readonly value?: SweepDocument;
  readonly issues: readonly Issue[];
  /** Adds the position in the sweep file to an issue that only has a path. */
  readonly locate: (issue: Issue) => Issue;
}

/** Checks the syntax, the schema and consistency across keys, with the same size limits as for a pipeline. */
export function checkSweep(text: string): CheckedSweep {
  const { root: written, issues: syntax } = parseYaml(text);
  if (written === undefined) return { issues: syntax, locate: (issue) => issue };
  const { root, issues: twice } = withCurrentKeys(written);
  const locate = (issue: Issue): Issue => locateIssue(root, issue);
  const value = toPlain(root);
  const invalid = validateBySchema(sweepSchema, value);
  const document = value as SweepDocument;
  const inconsistent = invalid.length === 0 ? crossIssues(document) : [];
  const issues = [...syntax, ...twice, ...[...invalid, ...inconsistent].map(locate)];
  return issues.length > 0 ? { issues, locate } : { value: document, issues, locate };
}

/** Version 0.1 had `halving.figure` for `halving.metric`. */
function withCurrentKeys(root: DocumentNode): { readonly root: DocumentNode; readonly issues: readonly Issue[] } {
  if (root.kind !== 'map') return { root, issues: [] };
  return renameInside(root, 'halving', (halving) =>
    renameKey(halving, { old: 'figure', current: 'metric', prefix: 'halving.' }),
  );
}

/** Whether a text is a sweep rather than a pipeline, i.e. has the key `pipelines`. */
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
    if (key === 'seed') return [issue('seed_axis', path, 'The seed cannot be an axis.', 'List it under seeds.')];
    if (!isRange(axis)) return [];
    const { min, max, scale, integer } = axis;
    if (search.kind === 'grid') {
      const hint = 'List the values, or set search.kind to random or latin-hypercube.';
      return [issue('range_in_grid', path, 'Expected a list of values for a grid search, got a range.', hint)];
    }
    if (min >= max) return [issue('bad_range', path, `Expected min < max, got ${min} and ${max}.`)];
    if (scale === 'log' && min <= 0) {
      return [issue('bad_range', `${path}.min`, `Expected min > 0 on a log scale, got ${min}.`)];
    }
    const isWhole = Number.isSafeInteger(min) && Number.isSafeInteger(max);
    return integer && !isWhole
      ? [issue('bad_range', path, `Expected integers for min and max, got ${min} and ${max}.`)]
      : [];
  });
}

function searchIssues({ search: { kind, trials } }: SweepDocument): Issue[] {
  if (kind === 'grid' && trials !== undefined) {
    const hint = 'Remove it, or set search.kind to random or latin-hypercube.';
    return [issue('unused_key', 'search.trials', 'A grid search tries every point, so trials has no effect.', hint)];
  }
  if (kind === 'grid' || trials !== undefined) return [];
  return [issue('missing_key', 'search', 'Missing key "trials".', 'Add it: Number of points to draw.')];
}

/** Issues for keys of `exclude` that are not axes. */
function excludeIssues({ exclude, matrix }: SweepDocument): Issue[] {
  const known = ['pipeline', 'seed', ...Object.keys(matrix)];
  return exclude.flatMap((each, i) =>
    Object.keys(each)
      .filter((key) => !known.includes(key))
      .map((key) => {
        const hint = didYouMean(key, known) ?? `Axes: ${known.join(', ')}.`;
        return issue('unknown_key', `exclude.${i}.${key}`, `Unknown axis "${key}".`, hint);
      }),
  );
}

/** Seeds are allowed only under `seeds`, because results group equal points over their seeds. */
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
    .map(([, path]) => issue('seed_axis', path, 'A sweep cannot override the seed.', 'List it under seeds.'));
}

/** Whether an override sets or removes the seed. */
export const isSeedOverride = (operand: string): boolean => /^[+~]?seed(=|$)/.test(operand);

function halvingIssues({ halving, matrix, include }: SweepDocument): Issue[] {
  if (halving === undefined) return [];
  const { option, from, to } = halving;
  const issues: Issue[] = [];
  if (Object.hasOwn(matrix, option)) {
    const hint = 'Remove it from the matrix: the rounds set it.';
    issues.push(issue('budget_axis', `matrix.${option}`, `The halving budget "${option}" cannot be an axis.`, hint));
  }
  if (to !== undefined && to < from) {
    issues.push(issue('bad_range', 'halving.to', `Expected at least the first budget, ${from}, got ${to}.`));
  }
  if (include.length > 0) {
    const hint = 'Move them to the matrix, or remove halving.';
    issues.push(issue('halving_include', 'include', 'Points of include have no halving budget.', hint));
  }
  return issues;
}

const issue = (code: string, path: string, message: string, hint?: string): Issue => ({
  code,
  path,
  message,
  ...(hint === undefined ? {} : { hint }),
});
