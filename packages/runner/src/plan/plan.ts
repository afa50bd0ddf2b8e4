import type {
  BlockFamily,
  Dataset,
  DatasetSource,
  Embedding,
  Evaluation,
  Method,
  Optimizer,
  Schedule,
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
  /** What was asked for. */
  readonly engine: EngineDocument;
  /** What the run was computed on: it decides the bytes. Not part of the plan's identity. */
  readonly resolved?: EngineInfo;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly slots: Readonly<Partial<Record<Slot, PlannedComponent>>>;
  readonly training: TrainingDocument;
  readonly evaluation: readonly PlannedComponent[];
  readonly expected: Readonly<Record<string, unknown>>;
  /**
   * Options that are paths as the document has them, by dotted path; among the slots they are absolute. Left out where
   * there are none. The identity is made of these.
   */
  readonly paths?: Readonly<Record<string, string>>;
}

/** Components of a plan, built. */
export interface PlanParts {
  readonly dataset: Dataset;
  readonly objective: Method;
  readonly optimizer: Optimizer;
  readonly embedding?: Embedding;
  readonly schedule?: Schedule;
  readonly blocks?: BlockFamily;
  readonly evaluation: readonly Evaluation[];
}

/** A pipeline that is ready to run. */
export interface Plan {
  /** sha256 of what decides the result: the data without name, logging and expectations, paths as written. */
  readonly id: string;
  readonly data: PlanData;
  /** The pipeline's text as given, with the overrides in comments. */
  readonly source: string;
  /** Folder of the pipeline, where its plugins are installed. */
  readonly folder: string;
  readonly parts: PlanParts;
  readonly datasetSource: DatasetSource;
  /** The slots without options that are paths, to be shown outside of this machine. */
  readonly publicSlots: PlanData['slots'];
}
