export { accuracy } from './accuracy/accuracy';
export { type Budget, budgetWords } from './compare/budget';
export { type Comparison, type ComparisonRow, compare } from './compare/compare';
export { type Bar, barsFigure } from './figures/bars/bars-figure';
export { headsFigure, initializationsFigure } from './figures/bars/paper-bars';
export { type ChainState, chainFigure } from './figures/chain/chain-figure';
export { confusionFigure } from './figures/confusion/confusion-figure';
export { dotsFigure } from './figures/dots/dots-figure';
export { standaloneSvg } from './figures/drawing/standalone-svg';
export type { Figure, PngOptions, Theme } from './figures/figure';
export { type HeatMapAxes, type HeatMapOptions, heatMapFigure } from './figures/heat-map/heat-map-figure';
export { heatMapFigures, type NamedGroup } from './figures/heat-map/heat-map-figures';
export { overTimeFigure, type PaperEnd } from './figures/over-time/over-time-figure';
export { type Prototypes, prototypesFigure } from './figures/prototypes/prototypes-figure';
export { type ScheduleCurve, scheduleFigure } from './figures/schedule/schedule-figure';
export type { FigureGroup } from './figures/shared/groups';
export { type ClassProbabilities, type DenoisedImage, trajectoryFigure } from './figures/trajectory/trajectory-figure';
export { type ClaimedPair, claimedPairs, type MetricLookup, paperClaims } from './paper/claims';
export { paperCell } from './paper/paper-cell';
export type { PaperSide } from './paper/paper-side';
export type { PaperSettings, PaperValues } from './paper/paper-values';
export { type Claim, paper } from './paper/tables';
export { plugin } from './plugin';
export { readRunRecord } from './record/read-run-record';
export type {
  ComponentRecord,
  EnvironmentRecord,
  Expectation,
  MeasuredRecord,
  PlanRecord,
  ProgressRecord,
  PrototypeRecord,
  RunRecord,
  ScheduleRecord,
  SplitRecord,
  SweepRecord,
  TrialRecord,
  ViewRecord,
} from './record/record';
export {
  measuredReport,
  type ReportOptions,
  type RunReportOptions,
  runReport,
  sweepOfRun,
  sweepReport,
} from './report/assemble';
export type { ReportFigure } from './report/figure/figure';
export { figuresOfRun, figuresOfSweep } from './report/report-figures';
export { resultsSchema } from './report/results/results.schema';
export { resultsCsv } from './report/results/results-csv';
export { measuredJson, type ResultRun, type Results, resultsJson } from './report/results/results-json';
export { type ResultRecord, readResultRecord, resultRecord } from './results/result-record';
export { resultRecordSchema } from './results/result-record.schema';
export { groupRuns, groupTrials, type TrialGroup } from './statistics/group-trials';
export { differenceText, meanText, percentText, spreadsText } from './statistics/number-text';
export { type Summary, summarize } from './statistics/summarize';
