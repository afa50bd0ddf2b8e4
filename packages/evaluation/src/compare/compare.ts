import { metricOf, type PaperSide, paperSide } from '../paper/paper-side';
import type { Expectation, RunRecord } from '../record/record';
import { groupRuns, type TrialGroup } from '../statistics/group-trials';
import type { Summary } from '../statistics/summarize';
import { budgetOf } from './budget';
import { checkExpectation, type ExpectationResult } from './expectation';

/** A measured metric next to the paper's; fractions, not percent. */
export interface ComparisonRow {
  readonly label: string;
  readonly name: string;
  readonly split: 'test' | 'train';
  /** Name of the metric in a pipeline's `expected`: `accuracy`, `trainAccuracy`. */
  readonly metric: string;
  /** Undefined if nothing was measured: no trial completed, or an expected metric was not evaluated. */
  readonly measured?: Summary;
  /** Number of failed trials in the group. */
  readonly failed: number;
  /** Number of trials that successive halving dropped. */
  readonly stopped: number;
  /** Number of trials without a result yet: not started, running or interrupted. */
  readonly missing: number;
  readonly paper?: PaperSide;
  /** Measured mean minus the paper's value. */
  readonly difference?: number;
  /** Difference in units of the paper's spread; undefined if the spread is missing or printed as 0. */
  readonly inSpreads?: number;
  /** Differences from the paper's budget, settings and device, in words. */
  readonly budget: readonly string[];
  /** Warnings of the runs, e.g. that the dataset is a known reconstruction. */
  readonly warnings: readonly string[];
  /** Whether the tolerance in the pipeline's `expected` is met; `none` if it has none. */
  readonly expected: 'met' | 'missed' | 'none';
  /** What the pipeline expects, if it has a tolerance. */
  readonly expectation?: Expectation;
  /** Why the tolerance is missed. */
  readonly reason?: string;
}

export interface Comparison {
  readonly rows: readonly ComparisonRow[];
  /** Number of rows that miss their tolerance. */
  readonly missed: number;
}

/** Compares measured accuracies with the paper's: those of one run, or of a sweep's groups (`groupTrials`). */
export function compare(measured: RunRecord | readonly TrialGroup[]): Comparison {
  const groups = isRun(measured) ? groupRuns([measured]) : measured;
  const rows = groups.flatMap(rowsOf);
  return { rows, missed: rows.filter(({ expected }) => expected === 'missed').length };
}

const isRun = (measured: RunRecord | readonly TrialGroup[]): measured is RunRecord => !Array.isArray(measured);

/** One row for each split that was measured or has a tolerance; if there is none, one row without a measurement. */
function rowsOf(group: TrialGroup): readonly ComparisonRow[] {
  const expected = group.trials[0]?.run?.plan.expected ?? {};
  const splits = (['test', 'train'] as const).filter(
    (split) => group[split] !== undefined || expected[metricOf(split)]?.tolerance !== undefined,
  );
  const rows = (splits.length === 0 ? (['test'] as const) : splits).map((split) =>
    rowOf(group, split, expected[metricOf(split)]),
  );
  return [...rows, ...unknownMetrics(group, expected)];
}

/** Metrics with a tolerance that nothing measures count as missed, so that a misspelled name cannot pass unnoticed. */
function unknownMetrics(group: TrialGroup, expected: Readonly<Record<string, Expectation>>): readonly ComparisonRow[] {
  const { label, name } = group;
  const known = [metricOf('test'), metricOf('train')];
  return Object.entries(expected)
    .filter(([metric, { tolerance }]) => tolerance !== undefined && !known.includes(metric))
    .map(([metric, expectation]) => ({
      ...{ label, name, split: 'test', metric, ...countsOf(group), budget: [], warnings: [] },
      ...{ expected: 'missed', expectation, reason: `no evaluation measures "${metric}"` },
    }));
}

function rowOf(group: TrialGroup, split: 'test' | 'train', expectation: Expectation | undefined): ComparisonRow {
  const { label, name } = group;
  const measured = group[split];
  const paper = paperSide(group, split);
  const runs = group.trials.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return {
    label,
    name,
    split,
    metric: metricOf(split),
    ...(measured === undefined ? {} : { measured }),
    ...countsOf(group),
    ...(paper === undefined ? {} : { paper }),
    ...differenceOf(measured, paper),
    budget: measured === undefined ? [] : budgetOf(runs, measured, split, group.paper),
    warnings: [...new Set(runs.flatMap(({ warnings }) => warnings))],
    ...expectationPart(checkExpectation(expectation, measured?.mean)),
  };
}

/** Numbers of trials without a result, by reason. */
const countsOf = ({ failed, stopped, missing }: TrialGroup) => ({
  failed: failed.length,
  stopped: stopped.length,
  missing: missing.length,
});

function differenceOf(
  measured: Summary | undefined,
  paper: PaperSide | undefined,
): Pick<ComparisonRow, 'difference' | 'inSpreads'> {
  if (measured === undefined || paper === undefined) return {};
  const difference = measured.mean - paper.value;
  const { spread } = paper;
  return { difference, ...(spread === undefined || spread === 0 ? {} : { inSpreads: difference / spread }) };
}

const expectationPart = ({ expected, expectation, reason }: ExpectationResult) => ({
  expected,
  ...(expectation === undefined ? {} : { expectation }),
  ...(reason === undefined ? {} : { reason }),
});
