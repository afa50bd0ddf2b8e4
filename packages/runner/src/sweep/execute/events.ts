import type { TrialState } from '../folder/sweep-state';

/** Events emitted during a sweep. The runner itself never prints. */
export type SweepEvent =
  | {
      readonly event: 'sweep-started';
      readonly sweep: string;
      readonly name: string;
      readonly folder: string;
      readonly counts: SweepCounts;
    }
  | {
      readonly event: 'trial-started';
      readonly trial: TrialName;
      /** From 0. */
      readonly slot: number;
      readonly resumed: boolean;
    }
  | {
      readonly event: 'trial-progress';
      readonly trial: TrialName;
      /** Unit of `done` and `total`: training steps, then evaluation images. */
      readonly stage: 'train' | 'evaluate';
      readonly done: number;
      readonly total: number;
      readonly secondsLeft?: number;
    }
  | { readonly event: 'trial-warning'; readonly trial: TrialName; readonly message: string }
  | {
      readonly event: 'trial-finished';
      readonly trial: TrialName;
      readonly status: 'completed' | 'failed' | 'interrupted';
      readonly reason?: string;
      /** Accuracy by split of a completed trial; empty otherwise. */
      readonly accuracy: Readonly<Record<string, number>>;
      /** Wall-clock seconds spent on the trial by this sweep process. */
      readonly seconds: number;
      readonly counts: SweepCounts;
    };

/** Identifies a trial. */
export interface TrialName {
  readonly id: string;
  readonly name: string;
  readonly seed: number;
  readonly point: TrialState['point'];
}

/** Number of trials by status, limited to the shard if there is one. */
export interface SweepCounts {
  readonly completed: number;
  readonly failed: number;
  /** Dropped by successive halving. */
  readonly stopped: number;
  /** Not finished yet. */
  readonly left: number;
}
