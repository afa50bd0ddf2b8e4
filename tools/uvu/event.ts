/** A skipped test and, if it says so, what it needs and the command that brings it. */
export interface Skip {
  readonly test: string;
  readonly needs?: string;
  readonly command?: string;
}

/** What the process of a test file reports, one JSON line each, written as it happens so that a crash loses nothing. */
export type TestEvent =
  | { readonly event: 'start'; readonly test: string }
  | { readonly event: 'pass'; readonly test: string }
  | { readonly event: 'fail'; readonly test: string; readonly text: string }
  | { readonly event: 'hook'; readonly text: string }
  /** A failure outside any test: the file, a suite, a stray rejection. */
  | { readonly event: 'problem'; readonly text: string }
  /** Every suite has finished. */
  | { readonly event: 'end'; readonly skipped: readonly Skip[] }
  /** Nothing is left to wait for, yet the suites have not finished. */
  | { readonly event: 'stalled' }
  /** The process exits before the suites have finished. */
  | { readonly event: 'left'; readonly code: number };

/** How the process ended, as seen from outside. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** The time limit in seconds, if the process was killed for exceeding it. */
  readonly killedAfter?: number;
}
