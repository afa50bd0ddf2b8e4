import { mean } from 'simple-statistics';
import { paperSide } from '../../paper/paper-side';
import type { PaperValues } from '../../paper/paper-values';
import type { RunRecord, TrialRecord } from '../../record/record';
import { datasetLabel, variantLabel } from './labels';
import { deviation } from './numbers';

/** Trials that differ only in their seeds, as `groupTrials` returns them. */
export interface FigureGroup {
  /** Point of the group on the axes of its sweep. */
  readonly point: Readonly<Record<string, unknown>>;
  readonly trials: readonly TrialRecord[];
  readonly paper?: PaperValues;
}

/** Test accuracy of one group, with the paper's value; fractions. */
export interface AccuracyRow {
  readonly dataset: string;
  /** Method and embedding. */
  readonly method: string;
  readonly accuracy: number;
  /** Sample standard deviation over seeds and inference runs; undefined for a single value. */
  readonly spread?: number;
  /** Number of values in the mean. */
  readonly count: number;
  readonly paper?: number;
  readonly paperSpread?: number;
}

/** Completed runs of a group. */
export function runsOf({ trials }: FigureGroup): readonly RunRecord[] {
  return trials.flatMap(({ status, run }) => (status === 'completed' && run !== undefined ? [run] : []));
}

/** Test accuracy of a group; undefined if no trial has a finite accuracy. */
export function accuracyRow(group: FigureGroup): AccuracyRow | undefined {
  const runs = runsOf(group);
  const values = runs.flatMap(({ evaluation }) => evaluation.test?.runs ?? []).filter(Number.isFinite);
  const plan = runs[0]?.plan;
  if (plan === undefined || values.length === 0) return undefined;
  const spread = deviation(values);
  return {
    dataset: datasetLabel(plan),
    method: variantLabel(plan),
    accuracy: mean(values),
    ...(spread === undefined ? {} : { spread }),
    count: values.length,
    ...paperOf(group),
  };
}

function paperOf(group: FigureGroup): Pick<AccuracyRow, 'paper' | 'paperSpread'> {
  const { value, spread } = paperSide(group, 'test') ?? {};
  return { ...(value === undefined ? {} : { paper: value }), ...(spread === undefined ? {} : { paperSpread: spread }) };
}

/** Groups rows by a key; keys are in order of first appearance, or sorted by `order`. */
export function panelsOf<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  order?: (a: string, b: string) => number,
): readonly (readonly [string, readonly Row[]])[] {
  const panels = new Map<string, Row[]>();
  for (const row of rows) panels.set(keyOf(row), [...(panels.get(keyOf(row)) ?? []), row]);
  const entries = [...panels];
  return order === undefined ? entries : entries.sort(([a], [b]) => order(a, b));
}
