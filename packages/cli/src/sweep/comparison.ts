import { type Comparison, compare, groupTrials } from '@noprop/evaluation';
import { sweepRecord } from './sweep-record';

/** The results of a sweep beside the figures of the paper. */
export const compareSweep = (folder: string): Comparison => compare(groupTrials(sweepRecord(folder)));
