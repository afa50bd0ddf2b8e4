import { figureOf, type PaperSide, paperSide } from '../paper/paper-side';
import type { Expectation, RunRecord } from '../record/record';
import { groupRuns, type TrialGroup } from '../statistics/group-trials';
import type { Summary } from '../statistics/summarize';
import { budgetOf } from './budget';
import { checkExpectation, type ExpectationResult } from './expectation';

/** A measured figure beside the paper's; fractions, not per cent. */
export interface ComparisonRow {
  readonly label: string;
  readonly name: string;
  readonly split: 'test' | 'train';
  /** As `expected` of a pipeline calls it: `accuracy`, `trainAccuracy`. */
  readonly figure: string;
  /** Undefined where nothing was measured: no trial completed, or a figure that is expected was left out. */
  readonly measured?: Summary;
  /** How many trials of the group failed. */
  readonly failed: number;
  /** How many of them successive halving dropped. */
  readonly stopped: number;
  /** How many of them have no result yet: not begun, running or interrupted. */
  readonly missing: number;
  readonly paper?: PaperSide;
  /** Measured less the paper's. */
  readonly difference?: number;
  /** The difference in units of the paper's spread; undefined where that is not given or printed as 0. */
  readonly inSpreads?: number;
  /** What differs from the paper, in words. */
  readonly budget: readonly string[];
  /** Warnings of the runs, such as that the dataset is a known reconstruction. */
  readonly warnings: readonly string[];
  /** Whether the pipeline's `expected` tolerance is met; `none` where it gives none. */
  readonly expected: 'met' | 'missed' | 'none';
  /** Of a tolerance: what was expected. */
  readonly expectation?: Expectation;
  /** Why a tolerance is missed. */
  readonly reason?: string;
}

export interface Comparison {
  readonly rows: readonly ComparisonRow[];
  /** Rows whose tolerance is missed. */
  readonly missed: number;
}

/** Sets what was measured beside the paper's figures: of one run, or of a sweep's groups (`groupTrials`). */
export function compare(measured: RunRecord | readonly TrialGroup[]): Comparison {
  const groups = isRun(measured) ? groupRuns([measured]) : measured;
  const rows = groups.flatMap(rowsOf);
  return { rows, missed: rows.filter(({ expected }) => expected === 'missed').length };
}

const isRun = (measured: RunRecord | readonly TrialGroup[]): measured is RunRecord => !Array.isArray(measured);

/** A row for each split that was measured or for which there is a tolerance; for a group without a result, one. */
function rowsOf(group: TrialGroup): readonly ComparisonRow[] {
  const expected = group.trials[0]?.run?.plan.expected ?? {};
  const splits = (['test', 'train'] as const).filter(
    (split) => group[split] !== undefined || expected[figureOf(split)]?.tolerance !== undefined,
  );
  const rows = (splits.length === 0 ? (['test'] as const) : splits).map((split) =>
    rowOf(group, split, expected[figureOf(split)]),
  );
  return [...rows, ...unknownFigures(group, expected)];
}

/** Figures with a tolerance that nothing measures: a promise that cannot be kept must not look kept. */
function unknownFigures(group: TrialGroup, expected: Readonly<Record<string, Expectation>>): readonly ComparisonRow[] {
  const { label, name } = group;
  const known = [figureOf('test'), figureOf('train')];
  return Object.entries(expected)
    .filter(([figure, { tolerance }]) => tolerance !== undefined && !known.includes(figure))
    .map(([figure, expectation]) => ({
      ...{ label, name, split: 'test', figure, ...countsOf(group), budget: [], warnings: [] },
      ...{ expected: 'missed', expectation, reason: `"${figure}" is not a figure that is measured` },
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
    figure: figureOf(split),
    ...(measured === undefined ? {} : { measured }),
    ...countsOf(group),
    ...(paper === undefined ? {} : { paper }),
    ...differenceOf(measured, paper),
    budget: measured === undefined ? [] : budgetOf(runs, measured, split, group.paper),
    warnings: [...new Set(runs.flatMap(({ warnings }) => warnings))],
    ...expectationPart(checkExpectation(expectation, measured?.mean)),
  };
}

/** Trials without a result, by why. */
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
