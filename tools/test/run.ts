import type { Counts } from '../shared/counts';

/** What a run of tests counted and printed. */
export interface TestRun {
  readonly counts: Counts;
  readonly output: string;
}
