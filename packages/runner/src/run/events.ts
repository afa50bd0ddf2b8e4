import type { DatasetSource } from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import type { RunMemory } from './memory';

/** What a run tells while it goes on. The runner never prints. */
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
      /** Wall-clock seconds of the predictions of this split, an image; absent where nothing was predicted. */
      readonly secondsPerImage?: number;
    }
  /** A measurement on the way: figures by split, as in `result.json`. */
  | {
      readonly event: 'progress';
      readonly step: number;
      /** From 1. */
      readonly epoch: number;
      readonly epochs: number;
      readonly evaluation: RunResult['evaluation'];
    }
  /** A dataset is being read, drawn or downloaded. */
  | { readonly event: 'loading'; readonly dataset: string; readonly message: string }
  | { readonly event: 'warning'; readonly message: string }
  | { readonly event: 'finished'; readonly result: RunResult };

/** Means over the steps since the last such event. */
export interface StepEvent {
  readonly event: 'step';
  /** Step of the whole run, from 1, and how many there will be. */
  readonly step: number;
  readonly steps: number;
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** From 1, and its name, e.g. `block/3`. */
  readonly pass: number;
  readonly passes: number;
  readonly passName: string;
  /** Step inside the pass, from 1. */
  readonly passStep: number;
  readonly passSteps: number;
  readonly loss: number;
  /** Terms of the loss, in the paper's order. */
  readonly terms: Readonly<Record<string, number>>;
  /** Other figures, e.g. `blockAccuracy`. */
  readonly figures: Readonly<Record<string, number>>;
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
  /** Why a failed run failed. */
  readonly reason?: string;
  readonly steps: number;
  /** Figures by split, e.g. `test.accuracy` (a fraction), `test.chain`, `test.alone`, `test.confusion`. */
  readonly evaluation: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Wall-clock seconds of prediction, an image, by split. */
  readonly secondsPerImage: Readonly<Record<string, number>>;
  /** Terms of the loss over the last logged steps. */
  readonly terms: Readonly<Record<string, number>>;
  /** Wall-clock seconds of this process's part of the run. */
  readonly seconds: number;
  /** Seconds of training of the whole run: without loading, evaluations and the writing of checkpoints. */
  readonly trainingSeconds: number;
  /** The same of each epoch. */
  readonly epochSeconds: readonly number[];
  readonly memory: RunMemory;
  /** What one has to know about the result, e.g. that the dataset is a known reconstruction. */
  readonly warnings: readonly string[];
  /** Of the dataset, by class. */
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
