export { accuracy } from './accuracy/accuracy';
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
