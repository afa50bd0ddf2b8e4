import type { ComparisonRow } from '../compare/compare';
import type { RunRecord, SweepRecord, TrialRecord } from '../record/record';
import type { ReportFigure } from './figure/figure';

/** One row of the results table: an accuracy of one method next to the paper's. */
export interface ResultRow extends ComparisonRow {
  /** Anchor of the method's section in the page. */
  readonly anchor?: string;
}

/** The trials of one method at one point of the matrix, over seeds. */
export interface MethodSection {
  readonly id: string;
  readonly label: string;
  readonly trials: readonly TrialRecord[];
  readonly figures: readonly ReportFigure[];
}

/** Everything that the page of a sweep shows. */
export interface SweepReportData {
  readonly sweep: SweepRecord;
  readonly rows: readonly ResultRow[];
  readonly methods: readonly MethodSection[];
  readonly figures: readonly ReportFigure[];
}

/** Everything that the page of a run shows. */
export interface RunReportData {
  readonly run: RunRecord;
  /** The command that reproduces the run. */
  readonly command?: string;
  readonly rows: readonly ResultRow[];
  readonly figures: readonly ReportFigure[];
}
