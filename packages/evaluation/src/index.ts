export { accuracy } from './accuracy/accuracy';
export { type Budget, budgetWords } from './compare/budget';
export { type Comparison, type ComparisonRow, compare, type PaperSide } from './compare/compare';
export { type ClaimedPair, claimedPairs, type FigureOf, paperClaims } from './paper/claims';
export { paperCell } from './paper/paper-cell';
export type { PaperFigure, PaperSettings } from './paper/paper-figure';
export { type Claim, paper } from './paper/tables';
export { plugin } from './plugin';
export type {
  ComponentRecord,
  EnvironmentRecord,
  Expectation,
  MeasuredRecord,
  PlanRecord,
  ProgressRecord,
  RunRecord,
  SplitRecord,
  SweepRecord,
  TrialRecord,
} from './record/record';
export { type ResultRecord, readResultRecord, resultRecord } from './results/result-record';
export { resultRecordSchema } from './results/result-record.schema';
export { groupRuns, groupTrials, type TrialGroup } from './statistics/group-trials';
export { type Summary, summarize } from './statistics/summarize';
