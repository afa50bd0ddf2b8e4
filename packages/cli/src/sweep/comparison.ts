import { type Comparison, compare, groupTrials, type SweepRecord } from '@noprop/evaluation';

/** The results of a sweep next to the paper's numbers. */
export const compareSweep = (sweep: SweepRecord): Comparison => compare(groupTrials(sweep));
