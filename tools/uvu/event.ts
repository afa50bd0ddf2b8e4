/** What the process of a test file reports, one JSON line each, written as it happens: a crash loses nothing. */
export type TestEvent =
  | { readonly event: 'start'; readonly test: string }
  | { readonly event: 'pass'; readonly test: string }
  | { readonly event: 'fail'; readonly test: string; readonly text: string }
  | { readonly event: 'hook'; readonly text: string }
  /** Something that belongs to no test: the file, a suite, a stray rejection. */
  | { readonly event: 'problem'; readonly text: string }
  /** Every suite has come to its end. */
  | { readonly event: 'end'; readonly skipped: readonly string[] }
  /** Nothing is left to wait for, yet the suites have not come to their end. */
  | { readonly event: 'stalled' }
  /** The process leaves before the end of the suites. */
  | { readonly event: 'left'; readonly code: number };

/** How the process ended, seen from outside. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** The limit in seconds, where it was reached and the process was killed. */
  readonly killedAfter?: number;
}
