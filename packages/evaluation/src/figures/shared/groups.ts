import { mean } from 'simple-statistics';
import type { PaperFigure } from '../../paper/paper-figure';
import { paperSide } from '../../paper/paper-side';
import type { RunRecord, TrialRecord } from '../../record/record';
import { datasetLabel, variantLabel } from './labels';
import { deviation } from './numbers';

/** Trials that differ in nothing but their seeds, as `groupTrials` gives them. */
export interface FigureGroup {
  /** Where the group stands on the axes of its sweep. */
  readonly point: Readonly<Record<string, unknown>>;
  readonly trials: readonly TrialRecord[];
  readonly paper?: PaperFigure;
}

/** Accuracy of one group on the test set, with what the paper says; fractions. */
export interface AccuracyRow {
  readonly dataset: string;
  /** Method and embedding. */
  readonly method: string;
  readonly accuracy: number;
  /** Sample standard deviation over seeds and inference runs; undefined for a single value. */
  readonly spread?: number;
  /** Values that it is the mean of. */
  readonly count: number;
  readonly paper?: number;
  readonly paperSpread?: number;
}

/** Runs of a group that came to their end. */
export function runsOf({ trials }: FigureGroup): readonly RunRecord[] {
  return trials.flatMap(({ status, run }) => (status === 'completed' && run !== undefined ? [run] : []));
}

/** Undefined where no trial has a finite accuracy. */
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

/** Groups rows by a key; keys in the order in which they come first, or by `order`. */
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
