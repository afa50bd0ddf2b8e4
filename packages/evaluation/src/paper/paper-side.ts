import type { Expectation, TrialRecord } from '../record/record';
import type { PaperValues } from './paper-values';

/** The paper's value in a row; fractions. */
export interface PaperSide {
  readonly value: number;
  /** Read as a standard deviation. */
  readonly spread?: number;
  readonly source: string;
  readonly readByEye: boolean;
  readonly quotedFrom?: string;
}

/** What determines the paper's value for a group of trials. */
export interface WithPaper {
  readonly trials: readonly TrialRecord[];
  readonly paper?: PaperValues;
}

/** Name of a split's accuracy in a pipeline's `expected`. */
export const metricOf = (split: 'test' | 'train'): string => (split === 'test' ? 'accuracy' : 'trainAccuracy');

/**
 * The paper's value to show next to a measured accuracy, in tables and figures alike: from the paper's tables, or else
 * from the pipeline's `expected`.
 */
export function paperSide({ paper, trials }: WithPaper, split: 'test' | 'train'): PaperSide | undefined {
  return printedSide(paper, split) ?? expectedSide(planOf(trials)?.expected[metricOf(split)]);
}

const planOf = (trials: readonly TrialRecord[]) => trials.find(({ run }) => run !== undefined)?.run?.plan;

function printedSide(paper: PaperValues | undefined, split: 'test' | 'train'): PaperSide | undefined {
  const [value, spread] = split === 'test' ? [paper?.test, paper?.testSpread] : [paper?.train, paper?.trainSpread];
  if (paper === undefined || value === undefined) return undefined;
  const { source, readByEye, quotedFrom } = paper;
  return {
    value,
    ...(spread === undefined ? {} : { spread }),
    source,
    readByEye,
    ...(quotedFrom === undefined ? {} : { quotedFrom }),
  };
}

function expectedSide(expectation: Expectation | undefined): PaperSide | undefined {
  if (expectation?.paper === undefined) return undefined;
  const { paper: value, spread } = expectation;
  return { value, ...(spread === undefined ? {} : { spread }), source: 'the pipeline', readByEye: false };
}
