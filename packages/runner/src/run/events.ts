import type { DatasetSource } from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import type { RunMemory } from './memory';

/** Events emitted during a run. The runner itself never prints. */
export type RunEvent =
  | {
      readonly event: 'started';
      readonly run: string;
      readonly name: string;
      readonly planId: string;
      readonly resumedFrom?: number;
    }
  | { readonly event: 'engine'; readonly engine: EngineInfo }
  | {
      readonly event: 'data';
      readonly dataset: string;
      readonly split: 'train' | 'test';
      readonly count: number;
      readonly source: DatasetSource;
    }
  | {
      readonly event: 'compiled';
      readonly name: string;
      readonly seconds: number;
      /** Seconds since the process started. */
      readonly sinceStart: number;
    }
  | StepEvent
  | { readonly event: 'epoch'; readonly epoch: number; readonly epochs: number; readonly seconds: number }
  | { readonly event: 'checkpoint'; readonly step: number; readonly file: string }
  | { readonly event: 'evaluating'; readonly split: string; readonly done: number; readonly total: number }
  | {
      readonly event: 'evaluated';
      readonly split: string;
      readonly values: Readonly<Record<string, unknown>>;
      /** Wall-clock prediction time per image of this split; absent if nothing was predicted. */
      readonly secondsPerImage?: number;
    }
  /** An evaluation during training: metrics by split, as in `result.json`. */
  | {
      readonly event: 'progress';
      readonly step: number;
      /** From 1. */
      readonly epoch: number;
      readonly epochs: number;
      readonly evaluation: RunResult['evaluation'];
    }
  /** A dataset is being read, generated or downloaded. */
  | { readonly event: 'loading'; readonly dataset: string; readonly message: string }
  | { readonly event: 'warning'; readonly message: string }
  | { readonly event: 'finished'; readonly result: RunResult };

/** Means over the steps since the previous step event. */
export interface StepEvent {
  readonly event: 'step';
  /** Step of the whole run, from 1, out of `steps`. */
  readonly step: number;
  readonly steps: number;
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Pass of the epoch, from 1; `passName` is its name, e.g. `block/3`. */
  readonly pass: number;
  readonly passes: number;
  readonly passName: string;
  /** Step within the pass, from 1. */
  readonly passStep: number;
  readonly passSteps: number;
  readonly loss: number;
  /** Terms of the loss, in the paper's order. */
  readonly terms: Readonly<Record<string, number>>;
  /** Other metrics, e.g. `blockAccuracy`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

export type RunStatus = 'completed' | 'interrupted' | 'failed';

/** The content of `result.json`. */
export interface RunResult {
  readonly status: RunStatus;
  readonly name: string;
  readonly planId: string;
  readonly seed: number;
  /** Why the run failed, if it did. */
  readonly reason?: string;
  readonly steps: number;
  /** Metrics by split, e.g. `test.accuracy` (a fraction), `test.chain`, `test.alone`, `test.confusion`. */
  readonly evaluation: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Wall-clock prediction time per image, by split. */
  readonly secondsPerImage: Readonly<Record<string, number>>;
  /** Mean loss terms of the last reading. */
  readonly terms: Readonly<Record<string, number>>;
  /** Wall-clock seconds spent by this process. */
  readonly seconds: number;
  /** Training seconds of the whole run, excluding loading, evaluation and writing checkpoints. */
  readonly trainingSeconds: number;
  /** Training seconds of each epoch. */
  readonly epochSeconds: readonly number[];
  readonly memory: RunMemory;
  /** Caveats of the result, e.g. that the dataset is a known reconstruction. */
  readonly warnings: readonly string[];
  /** Class names of the dataset, by label. */
  readonly classNames: readonly string[];
  readonly engine: EngineInfo;
}

export interface RunOutcome {
  /** The run's folder. */
  readonly run: string;
  readonly result: RunResult;
  /** 0 completed, 1 failed, 130 interrupted. */
  readonly exitCode: number;
}
