import type { Split } from './dataset';

/** Predicted classes of one batch, and their truth. */
export interface Predicted {
  readonly labels: Uint8Array;
  /** Class predicted by the method. */
  readonly classes: Int32Array;
  /** Class predicted after each block of the chain; empty where the method has no chain. */
  readonly chain: readonly Int32Array[];
  /** Class predicted by each block alone. */
  readonly alone: readonly Int32Array[];
}

/** What an evaluation may ask of the run. */
export interface EvaluationContext {
  readonly classes: number;
  /** Predictions over a split; `run` numbers the inference run and so its random stream. */
  predict(split: Split, run: number): AsyncIterable<Predicted>;
}

/** Figures of one evaluation, written into `result.json` under `evaluation.<split>`. */
export interface EvaluationResult {
  readonly split: Split;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Evaluation {
  evaluate(context: EvaluationContext): Promise<EvaluationResult>;
}
