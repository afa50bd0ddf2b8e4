import { type Comparison, compare, groupTrials, type SweepRecord } from '@noprop/evaluation';

/** The results of a sweep beside the figures of the paper. */
export const compareSweep = (sweep: SweepRecord): Comparison => compare(groupTrials(sweep));
