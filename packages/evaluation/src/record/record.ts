/** A component of a plan and its options. */
export interface ComponentRecord {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}

/** Accuracy that a pipeline expects; fractions, not percent. */
export interface Expectation {
  readonly paper?: number;
  readonly spread?: number;
  /** Largest difference that counts as reproduced. */
  readonly tolerance?: number;
}

/** The part of a plan that readers of results need. */
export interface PlanRecord {
  readonly name: string;
  readonly seed: number;
  /** By slot: dataset, embedding, schedule, blocks, optimizer, objective. */
  readonly slots: Readonly<Record<string, ComponentRecord>>;
  readonly training: { readonly epochs: number; readonly batchSize: number; readonly limit?: number };
  readonly evaluation: readonly ComponentRecord[];
  readonly expected: Readonly<Record<string, Expectation>>;
}

/** Accuracies of one split, as fractions. */
export interface SplitRecord {
  /** Mean over {@link runs}. */
  readonly accuracy: number;
  /** One per inference run. */
  readonly runs: readonly number[];
  readonly images: number;
  /** After each block of the chain; empty if the method has no chain. */
  readonly chain: readonly number[];
  /** Of each block alone. */
  readonly alone: readonly number[];
  /** Counts of images of class row predicted as class column, summed over the inference runs. */
  readonly confusion?: readonly (readonly number[])[];
}

/** An evaluation during training, after an epoch. */
export interface ProgressRecord {
  readonly epoch: number;
  readonly step: number;
  /** By split. */
  readonly evaluation: Readonly<Record<string, SplitRecord>>;
}

/** Times and memory, which differ between equal runs. */
export interface MeasuredRecord {
  readonly trainingSeconds: number;
  readonly epochSeconds: readonly number[];
  /** Prediction time, by split. */
  readonly secondsPerImage: Readonly<Record<string, number>>;
  /** Peak resident set of the training process, in bytes. */
  readonly peakResidentBytes?: number;
  /** Bytes of the tensors alive during a training step: parameters, optimizer state, batch and activations. */
  readonly stepTensorBytes?: number;
  /** Peak GPU memory of the process, in bytes. */
  readonly gpuBytes?: number;
}

/** Image-size class embeddings on the scale of pixels: 0 is black and 1 white. */
export interface PrototypeRecord {
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  /** K H W C in row-major order. */
  readonly initial: Float32Array;
  readonly learned: Float32Array;
}

/** A noise schedule in continuous time, at increasing times in [0, 1]; 0 is noise. */
export interface ScheduleRecord {
  readonly t: readonly number[];
  readonly gamma: readonly number[];
  /** exp(-gamma). */
  readonly snr: readonly number[];
}

/** Parameters of a completed run that figures show, before the first step and after the last. */
export interface ViewRecord {
  readonly prototypes?: PrototypeRecord;
  readonly schedule?: { readonly initial: ScheduleRecord; readonly learned: ScheduleRecord };
}

/** One trained model, as stored in its run folder. */
export interface RunRecord {
  readonly planId: string;
  readonly plan: PlanRecord;
  readonly status: 'completed' | 'interrupted' | 'failed';
  /** Why a failed run failed. */
  readonly reason?: string;
  readonly steps: number;
  /** By split. */
  readonly evaluation: Readonly<Record<string, SplitRecord>>;
  /** Terms of the loss over the last logged steps, in the paper's order. */
  readonly terms: Readonly<Record<string, number>>;
  readonly progress: readonly ProgressRecord[];
  /** Warnings of the run, e.g. that the dataset is a known reconstruction. */
  readonly warnings: readonly string[];
  /** Names of the dataset's classes; missing in older runs. */
  readonly classNames?: readonly string[];
  /** Present if the run learned something that figures show; not part of `results.json`. */
  readonly view?: ViewRecord;
  readonly environment: EnvironmentRecord;
  readonly measured: MeasuredRecord;
}

export interface EnvironmentRecord {
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  readonly noprop: string;
  readonly commit: { readonly hash: string; readonly dirty: boolean } | null;
  readonly engine: Readonly<Record<string, unknown>>;
}

/** One training run of a sweep, whatever its status. */
export interface TrialRecord {
  /** Hash of the resolved plan. */
  readonly id: string;
  /** The pipeline's name, e.g. `table-1-mnist-noprop-dt-one-hot`. */
  readonly name: string;
  /** Point of the trial in the sweep's matrix, by axis; the seed is not part of it. */
  readonly point: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The command that runs this trial alone. */
  readonly command: string;
  /** `missing` has not been started; `stopped` was dropped by successive halving. */
  readonly status: 'completed' | 'failed' | 'interrupted' | 'running' | 'missing' | 'stopped';
  /** Why it failed, in one or a few lines. */
  readonly reason?: string;
  /** Record of a completed trial. */
  readonly run?: RunRecord;
}

/** A sweep and all its trials, in sweep order. */
export interface SweepRecord {
  readonly name: string;
  readonly description?: string;
  /** Hash of the expanded sweep. */
  readonly id: string;
  /** The command that runs the sweep. */
  readonly command: string;
  readonly trials: readonly TrialRecord[];
}
