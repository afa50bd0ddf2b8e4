import type {
  BlockFamily,
  Dataset,
  DatasetSource,
  Embedding,
  Evaluation,
  Method,
  Optimizer,
  Schedule,
  Sink,
} from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import type { EngineDocument, Slot, TrainingDocument } from '../document/pipeline.schema';

/** A component with all its options. */
export interface PlannedComponent {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}

/** Everything that decides a run, as plain data; its canonical JSON is `plan.json`. */
export interface PlanData {
  readonly format: 1;
  readonly name: string;
  readonly seed: number;
  /** The engine as requested. */
  readonly engine: EngineDocument;
  /** The engine that the run used, which decides the exact bytes. Not part of the plan's identity. */
  readonly resolved?: EngineInfo;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly slots: Readonly<Partial<Record<Slot, PlannedComponent>>>;
  readonly training: TrainingDocument;
  readonly evaluation: readonly PlannedComponent[];
  /** Evaluations during training, and the number of epochs between them; `evaluateEvery` of a pipeline. */
  readonly progress?: { readonly every: number; readonly evaluation: readonly PlannedComponent[] };
  /** Not part of the plan's identity; plans of earlier versions have none. */
  readonly sinks?: readonly PlannedComponent[];
  readonly expected: Readonly<Record<string, unknown>>;
  /**
   * Options that are paths, as written in the document, by dotted path; the options themselves hold absolute paths.
   * Left out if empty. The identity uses these.
   */
  readonly paths?: Readonly<Record<string, string>>;
}

/** The built components of a plan. */
export interface PlanParts {
  readonly dataset: Dataset;
  readonly objective: Method;
  readonly optimizer: Optimizer;
  readonly embedding?: Embedding;
  readonly schedule?: Schedule;
  readonly blocks?: BlockFamily;
  readonly evaluation: readonly Evaluation[];
  /** Run during training; empty without `evaluateEvery`. */
  readonly intermediateEvaluation: readonly Evaluation[];
  readonly sinks: readonly Sink[];
}

/** A pipeline that is ready to run. */
export interface Plan {
  /**
   * sha256 of what decides the result: the data without name, logging, sinks and expectations, with paths as written.
   */
  readonly id: string;
  readonly data: PlanData;
  /** The pipeline's text, merged if it extends others, with the overrides in comments. */
  readonly source: string;
  /** Folder of the pipeline, where its plugins are installed. */
  readonly folder: string;
  readonly parts: PlanParts;
  readonly datasetSource: DatasetSource;
  /** The components without options that are paths, safe to show outside this machine. */
  readonly publicData: Pick<PlanData, 'slots' | 'evaluation'>;
}
