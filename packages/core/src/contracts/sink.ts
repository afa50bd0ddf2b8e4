/** What a sink is told when a process begins a run or goes on with it. */
export interface SinkRun {
  /** The run's name, usually the pipeline's. */
  readonly name: string;
  readonly planId: string;
  /** The plan as plain data (seed, slots, training, evaluation), without paths of this machine. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Absolute path of the run folder. A sink may keep files there under names of its own. */
  readonly folder: string;
  /** Steps that earlier processes have done; absent where the run begins. Records after that step come again. */
  readonly resumedFrom?: number;
  /** Tells the user what was left out or done in another way. Not for failures: those are thrown. */
  note(message: string): void;
}

/** What a run tells its sinks, in the order in which it happens. Numbers need not be finite in `figures` and `values`. */
export type SinkRecord =
  | SinkStep
  | { readonly record: 'epoch'; readonly epoch: number; readonly step: number; readonly seconds: number }
  /** An evaluation on the way, after an epoch. */
  | (SinkValues & { readonly record: 'progress'; readonly epoch: number })
  /** An evaluation of the trained method. */
  | (SinkValues & { readonly record: 'evaluated'; readonly secondsPerImage?: number })
  | {
      readonly record: 'finished';
      readonly status: 'completed' | 'interrupted' | 'failed';
      readonly step: number;
      /** Wall-clock seconds of this process's part of the run. */
      readonly seconds: number;
    };

/** Means over the steps since the last such record. */
export interface SinkStep {
  readonly record: 'step';
  /** Training steps done. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  /** How many passes an epoch has, and which of them this is, e.g. `block/3`. */
  readonly passes: number;
  readonly passName: string;
  readonly loss: number;
  /** Terms of the loss, in the paper's order. */
  readonly terms: Readonly<Record<string, number>>;
  /** Other figures, e.g. `blockAccuracy`. */
  readonly figures: Readonly<Record<string, number>>;
  readonly imagesPerSecond: number;
}

/** Figures of a split, as an evaluation gives them. */
export interface SinkValues {
  readonly step: number;
  readonly split: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A place outside of the record where the figures of a run go. It never decides anything about the run: it is not part of
 * the plan's id, and one that fails is closed with a warning while the run goes on.
 */
export interface Sink {
  /** Begins to receive a run. Returns at once: what takes long, such as asking a server, goes on in the background. */
  open(run: SinkRun): OpenSink;
}

/** A sink of one run. An error thrown by any of its functions ends the sink, not the run. */
export interface OpenSink {
  /** Takes a record and returns at once; a failure in the background is thrown by the next call. */
  write(record: SinkRecord): void;
  /** Brings what it has taken to its place, within a time of its own; called once, also after a failure. */
  close(): Promise<void>;
}
