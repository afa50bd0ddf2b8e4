import type { RunRecord, SweepRecord, TrialRecord } from '../record/record';
import type { ReportFigure } from './figure/figure';

/** Mean of a figure over seeds and inference runs, as fractions; a spread of a single value is not defined. */
export interface Spread {
  /** Values: seeds times inference runs. */
  readonly n: number;
  readonly seeds: number;
  /** Inference runs of a seed. */
  readonly runs: number;
  readonly mean: number;
  /** Sample standard deviation over the values. */
  readonly sd?: number;
  /** Standard error of the mean. */
  readonly se?: number;
  /** 95 % bootstrap interval of the mean. */
  readonly interval?: readonly [number, number];
}

/** One line of the table of results: a figure of one method beside the paper's; fractions. */
export interface ResultRow {
  readonly label: string;
  /** Place of the method's own section in the page. */
  readonly anchor?: string;
  readonly split: string;
  /** Undefined where nothing was measured. */
  readonly measured?: Spread;
  readonly paper?: {
    readonly value: number;
    /** Read as a standard deviation. */
    readonly spread?: number;
    /** Where the paper has it, e.g. `Table 1`. */
    readonly source?: string;
    readonly readByEye?: boolean;
    /** The work that the paper quotes. */
    readonly quotedFrom?: string;
  };
  /** Measured less the paper's. */
  readonly difference?: number;
  /** The same in units of the paper's spread. */
  readonly inSpreads?: number;
  /** What of the paper's budget was different, in words. */
  readonly budget: readonly string[];
  /** Whether the pipeline's tolerance is met; `none` where it gives none. */
  readonly expected: 'met' | 'missed' | 'none';
  /** Why it is missed. */
  readonly reason?: string;
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
