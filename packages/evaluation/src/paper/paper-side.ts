import type { Expectation, TrialRecord } from '../record/record';
import type { PaperFigure } from './paper-figure';

/** The paper's side of a row; fractions. */
export interface PaperSide {
  readonly value: number;
  /** Read as a standard deviation. */
  readonly spread?: number;
  readonly source: string;
  readonly readByEye: boolean;
  readonly quotedFrom?: string;
}

/** Of a group of trials: what its paper's side follows from. */
export interface WithPaper {
  readonly trials: readonly TrialRecord[];
  readonly paper?: PaperFigure;
}

/** Names of accuracies in a pipeline's `expected`. */
export const figureOf = (split: 'test' | 'train'): string => (split === 'test' ? 'accuracy' : 'trainAccuracy');

/**
 * What stands beside a measured accuracy as the paper's, in tables and figures alike: the paper's tables, and what the
 * pipeline says of the paper where they do not know it.
 */
export function paperSide({ paper, trials }: WithPaper, split: 'test' | 'train'): PaperSide | undefined {
  return printedSide(paper, split) ?? expectedSide(planOf(trials)?.expected[figureOf(split)]);
}

const planOf = (trials: readonly TrialRecord[]) => trials.find(({ run }) => run !== undefined)?.run?.plan;

function printedSide(paper: PaperFigure | undefined, split: 'test' | 'train'): PaperSide | undefined {
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
