import type { ComparisonRow } from '../compare/compare';
import type { RunRecord, SweepRecord, TrialRecord } from '../record/record';
import type { ReportFigure } from './figure/figure';

/** One line of the table of results: a figure of one method beside the paper's. */
export interface ResultRow extends ComparisonRow {
  /** Place of the method's own section in the page. */
  readonly anchor?: string;
}

/** The trials of one method at one point of the matrix, over seeds. */
export interface MethodPart {
  readonly id: string;
  readonly label: string;
  readonly trials: readonly TrialRecord[];
  readonly figures: readonly ReportFigure[];
}

/** Everything that the page of a sweep shows. */
export interface SweepParts {
  readonly sweep: SweepRecord;
  readonly rows: readonly ResultRow[];
  readonly methods: readonly MethodPart[];
  readonly figures: readonly ReportFigure[];
}

/** Everything that the page of a run shows. */
export interface RunParts {
  readonly run: RunRecord;
  /** The command that makes the run again. */
  readonly command?: string;
  readonly rows: readonly ResultRow[];
  readonly figures: readonly ReportFigure[];
}
