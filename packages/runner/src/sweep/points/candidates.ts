import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { didYouMean, type Issue } from '@noprop/core';
import { canonicalJson } from '@noprop/store';
import { checkDocument } from '../../document/check';
import { toPlain } from '../../document/node';
import { parseOverride } from '../../document/override';
import { planName } from '../../plan/plan-name';
import type { SweepDocument } from '../document/sweep-document';
import { drawPoints, type MatrixPoint } from './draw';
import { operandOf } from './operand';

/** A point of a sweep that is not planned yet, with its seeds. */
export interface Candidate {
  readonly pipeline: SweepPipeline;
  readonly overrides: readonly PlacedOverride[];
  readonly point: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
}

/** A pipeline of a sweep. */
export interface SweepPipeline {
  /** Relative to the sweep file. */
  readonly written: string;
  /** Relative to the working folder, or absolute. */
  readonly file: string;
  readonly text: string;
  readonly name: string;
}

/** An override and where it comes from. */
export interface PlacedOverride {
  readonly operand: string;
  /** Dotted path in the sweep document; undefined for an override from the command line. */
  readonly path?: string;
}

/** Overrides from the command line. */
export interface LastOverrides {
  readonly operands: readonly string[];
  /** Whether they apply to the pipeline with this name. */
  readonly appliesTo: (name: string) => boolean;
}

/**
 * All points of a sweep in order: the points of the matrix for each pipeline as listed, then the points of `include`.
 * Points matched by `exclude` are left out.
 *
 * @param file the sweep's file name
 * @param last overrides that take precedence over the document's, and the pipelines they apply to
 */
export function candidates(
  document: SweepDocument,
  file: string,
  last: LastOverrides = { operands: [], appliesTo: () => true },
): { readonly candidates: readonly Candidate[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const read = pipelineReader(dirname(file), issues);
  const common = placedSet(document.set, 'set');
  const given = ({ name }: SweepPipeline): readonly PlacedOverride[] =>
    last.appliesTo(name) ? last.operands.map((operand) => ({ operand })) : [];
  const entries = document.pipelines.flatMap((entry, i) => {
    const { file: path, set = [] } = typeof entry === 'string' ? { file: entry } : entry;
    const at = `pipelines.${i}`;
    const pipeline = read(path, typeof entry === 'string' ? at : `${at}.file`);
    return pipeline === undefined ? [] : [{ pipeline, set: placedSet(set, `${at}.set`) }];
  });
  const points = drawPoints(document.matrix, document.search);
  const names = entries.map(({ pipeline }) => pipeline.name);
  issues.push(
    ...excludeIssues(
      document,
      entries.map(({ pipeline }) => pipeline),
    ),
  );
  const fromMatrix = entries.flatMap(({ pipeline, set }) => {
    // What is set in pipelines of the same name distinguishes their points.
    const own = names.filter((name) => name === pipeline.name).length > 1 ? valuesOf(set) : {};
    return points.map(
      (point): Candidate => ({
        pipeline,
        overrides: [...common, ...set, ...matrixOverrides(document, point), ...given(pipeline)],
        point: { ...own, ...Object.fromEntries(point) },
        seeds: document.seeds.filter((seed) => !isExcluded(document, pipeline, point, seed)),
      }),
    );
  });
  const included = document.include.flatMap(({ pipeline: nameOrPath, set }, i): Candidate[] => {
    const known = entries.find(({ pipeline }) => pipeline.name === nameOrPath);
    const pipeline = known?.pipeline ?? read(nameOrPath, `include.${i}.pipeline`);
    if (pipeline === undefined) return [];
    const own = placedSet(set, `include.${i}.set`);
    const overrides = [...common, ...(known?.set ?? []), ...own, ...given(pipeline)];
    return [{ pipeline, overrides, point: valuesOf(own), seeds: document.seeds }];
  });
  return { candidates: [...fromMatrix, ...included].filter(({ seeds }) => seeds.length > 0), issues };
}

/** Reads each pipeline once. An unreadable one becomes an issue at its path in the sweep document. */
function pipelineReader(folder: string, issues: Issue[]) {
  const known = new Map<string, SweepPipeline>();
  return (path: string, at: string): SweepPipeline | undefined => {
    const file = isAbsolute(path) ? path : join(folder, path);
    const cached = known.get(file);
    if (cached !== undefined) return cached;
    try {
      const text = readFileSync(file, 'utf8');
      const checked = checkDocument(text, [], file);
      const given: unknown = 'value' in checked ? checked.value.name : undefined;
      const name = typeof given === 'string' ? given : planName(file);
      const pipeline = { written: relative(folder, file), file, text, name };
      known.set(file, pipeline);
      return pipeline;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const reason = code === 'ENOENT' ? 'no such file' : code;
      const message = `Cannot read the pipeline "${path}": ${reason}.`;
      issues.push({ code: 'unreadable_file', path: at, message, hint: 'Paths are relative to the sweep file.' });
      return undefined;
    }
  };
}

const placedSet = (set: readonly string[], at: string): PlacedOverride[] =>
  set.map((operand, i) => ({ operand, path: `${at}.${i}` }));

function matrixOverrides({ matrix }: SweepDocument, point: MatrixPoint): PlacedOverride[] {
  return [...point].map(([key, value]) => {
    const axis = matrix[key];
    const at = Array.isArray(axis) ? `.${axis.indexOf(value)}` : '';
    return { operand: operandOf(key, value), path: `matrix.${key}${at}` };
  });
}

/** The values that overrides set, as part of a point. A removal is keyed by its operand, e.g. `~evaluation`. */
function valuesOf(set: readonly PlacedOverride[]): Record<string, unknown> {
  const values = set.flatMap(({ operand }): (readonly [string, unknown])[] => {
    const override = parseOverride(operand);
    // Invalid overrides are reported when the trial is planned.
    if ('issues' in override) return [];
    return override.kind === 'remove' ? [[operand, true]] : [[override.path.join('.'), toPlain(override.value)]];
  });
  return Object.fromEntries(values);
}

function isExcluded({ exclude }: SweepDocument, pipeline: SweepPipeline, point: MatrixPoint, seed: number): boolean {
  const has = (key: string, value: unknown): boolean => {
    if (key === 'pipeline') return value === pipeline.name || value === pipeline.written;
    return canonicalJson(key === 'seed' ? seed : point.get(key)) === canonicalJson(value);
  };
  return exclude.some((each) => Object.entries(each).every(([key, value]) => has(key, value)));
}

/** Issues for pipelines in `exclude` that the sweep does not have; otherwise a typo would run excluded points. */
function excludeIssues({ exclude }: SweepDocument, pipelines: readonly SweepPipeline[]): Issue[] {
  const known = pipelines.flatMap(({ name, written }) => [name, written]);
  return exclude.flatMap(({ pipeline }, i) => {
    if (pipeline === undefined || known.includes(pipeline as string)) return [];
    const name = String(pipeline);
    const hint = didYouMean(name, known) ?? `Pipelines: ${[...new Set(pipelines.map(({ name }) => name))].join(', ')}.`;
    const message = `The sweep has no pipeline "${name}".`;
    return [{ code: 'unknown_pipeline', path: `exclude.${i}.pipeline`, message, hint }];
  });
}
