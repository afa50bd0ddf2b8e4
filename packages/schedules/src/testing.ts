export { type ContinuousLawOptions, testContinuousSchedule } from './testing/continuous-laws';
export { testSchedule } from './testing/discrete-laws';
export { type ExactParameters, type ExactValues, exactValues, type ScheduleOracle } from './testing/oracle';
