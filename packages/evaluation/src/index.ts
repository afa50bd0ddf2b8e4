export { accuracy } from './accuracy/accuracy';
export { plugin } from './plugin';
export { readRunRecord } from './record/read-run-record';
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
