/** What a sink receives when a process starts or resumes a run. */
export interface SinkRun {
  /** The run's name, usually the pipeline's. */
  readonly name: string;
  readonly planId: string;
  /** The plan as plain data (seed, slots, training, evaluation), without paths of this machine. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Absolute path of the run folder. A sink may write files there under its own names. */
  readonly folder: string;
  /** Steps done by earlier processes; absent for a new run. Records after this step are sent again. */
  readonly resumedFrom?: number;
  /** Shows a note to the user, e.g. about something left out. For failures, throw instead. */
  note(message: string): void;
}

/** What a run sends to its sinks, in order of time. Numbers in `metrics` and `values` may be non-finite. */
export type SinkRecord =
  | SinkStep
  | { readonly record: 'epoch'; readonly epoch: number; readonly step: number; readonly seconds: number }
  /** An evaluation during training, after an epoch. */
  | (SinkValues & { readonly record: 'progress'; readonly epoch: number })
  /** An evaluation of the trained method. */
  | (SinkValues & { readonly record: 'evaluated'; readonly secondsPerImage?: number })
  | {
      readonly record: 'finished';
      readonly status: 'completed' | 'interrupted' | 'failed';
      readonly step: number;
      /** Wall-clock seconds that this process spent on the run. */
      readonly seconds: number;
    };

/** Means over the steps since the last such record. */
export interface SinkStep {
  readonly record: 'step';
  /** Training steps done so far. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** Number of passes per epoch; `passName` is the current one, e.g. `block/3`. */
  readonly passes: number;
  readonly passName: string;
  readonly loss: number;
  /** Terms of the loss, in the paper's order. */
  readonly terms: Readonly<Record<string, number>>;
  /** Other metrics, e.g. `blockAccuracy`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly imagesPerSecond: number;
}

/** Metrics of a split, as returned by an evaluation. */
export interface SinkValues {
  readonly step: number;
  readonly split: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Receives a run's metrics outside the run's own record, e.g. for a dashboard. A sink never affects the run: it is not
 * part of the plan's id, and a sink that fails is closed with a warning while the run continues.
 */
export interface Sink {
  /** Starts receiving a run. Must return at once and do slow work, such as server requests, in the background. */
  open(run: SinkRun): OpenSink;
}

/** A sink opened for one run. An error thrown by any of its functions closes the sink, not the run. */
export interface OpenSink {
  /** Accepts a record and returns at once. A failure in the background is thrown by the next call. */
  write(record: SinkRecord): void;
  /** Delivers everything accepted so far, within a time limit of its own. Called once, even after a failure. */
  close(): Promise<void>;
}
