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

/** A point of a sweep that is yet to be planned, with the seeds that it is run with. */
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
  /** From the working folder. */
  readonly file: string;
  readonly text: string;
  readonly name: string;
}

/** An override and the dotted path in the sweep document that gave it. */
export interface PlacedOverride {
  readonly operand: string;
  /** Undefined: the command line gave it. */
  readonly path?: string;
}

/** Overrides of the command line. */
export interface LastOverrides {
  readonly operands: readonly string[];
  /** Whether they are for the pipeline of this name. */
  readonly appliesTo: (name: string) => boolean;
}

/**
 * All points of a sweep in their order: pipelines as they are listed, for each the points of the matrix, then the further
 * points of `include`. What `exclude` matches is left out.
 *
 * @param file the sweep's file name
 * @param last overrides that win over the document's, and the pipelines that they are for
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
    // Pipelines of one name are told apart by what is set in them.
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
  const further = document.include.flatMap(({ pipeline: wanted, set }, i): Candidate[] => {
    const known = entries.find(({ pipeline }) => pipeline.name === wanted);
    const pipeline = known?.pipeline ?? read(wanted, `include.${i}.pipeline`);
    if (pipeline === undefined) return [];
    const own = placedSet(set, `include.${i}.set`);
    const overrides = [...common, ...(known?.set ?? []), ...own, ...given(pipeline)];
    return [{ pipeline, overrides, point: valuesOf(own), seeds: document.seeds }];
  });
  return { candidates: [...fromMatrix, ...further].filter(({ seeds }) => seeds.length > 0), issues };
}

/** Reads each pipeline once; one that cannot be read becomes an issue at a path of the sweep document. */
function pipelineReader(folder: string, issues: Issue[]) {
  const known = new Map<string, SweepPipeline>();
  return (path: string, at: string): SweepPipeline | undefined => {
    const file = isAbsolute(path) ? path : join(folder, path);
    const found = known.get(file);
    if (found !== undefined) return found;
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
      const reason = code === 'ENOENT' ? 'there is no such file' : code;
      const message = `The pipeline "${path}" cannot be read: ${reason}.`;
      issues.push({ code: 'unreadable_file', path: at, message, hint: 'A path is relative to the sweep file.' });
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

/** What overrides set, as values of a point; a removal is told by its operand. */
function valuesOf(set: readonly PlacedOverride[]): Record<string, unknown> {
  const values = set.flatMap(({ operand }): (readonly [string, unknown])[] => {
    const override = parseOverride(operand);
    // What is no override is refused when the trial is planned.
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

/** Pipelines of `exclude` that the sweep does not have: the points that were meant would be run. */
function excludeIssues({ exclude }: SweepDocument, pipelines: readonly SweepPipeline[]): Issue[] {
  const known = pipelines.flatMap(({ name, written }) => [name, written]);
  return exclude.flatMap(({ pipeline }, i) => {
    if (pipeline === undefined || known.includes(pipeline as string)) return [];
    const found = String(pipeline);
    const hint =
      didYouMean(found, known) ?? `Pipelines: ${[...new Set(pipelines.map(({ name }) => name))].join(', ')}.`;
    const message = `No pipeline of the sweep is named "${found}".`;
    return [{ code: 'unknown_pipeline', path: `exclude.${i}.pipeline`, message, hint }];
  });
}
