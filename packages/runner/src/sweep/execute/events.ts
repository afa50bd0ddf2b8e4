import type { TrialState } from '../folder/sweep-state';

/** What a sweep tells while it goes on. The runner never prints. */
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
      /** Done of total: steps of training, then images of the evaluation. */
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
      /** Accuracy by split, of a completed trial. */
      readonly accuracy: Readonly<Record<string, number>>;
      /** Of this process's part of it. */
      readonly seconds: number;
      readonly counts: SweepCounts;
    };

/** Who a trial is. */
export interface TrialName {
  readonly id: string;
  readonly name: string;
  readonly seed: number;
  readonly point: TrialState['point'];
}

/** Trials by how far they are; of a shard, those of the shard. */
export interface SweepCounts {
  readonly completed: number;
  readonly failed: number;
  /** Dropped by successive halving. */
  readonly stopped: number;
  /** Those that are still to be finished. */
  readonly left: number;
}
