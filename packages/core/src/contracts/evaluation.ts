import type { Split } from './dataset';

/** Predicted classes of one batch, and the true labels. */
export interface Predicted {
  readonly labels: Uint8Array;
  /** Class predicted by the method. */
  readonly classes: Int32Array;
  /** Class predicted after each block of the chain; empty if the method has no chain. */
  readonly chain: readonly Int32Array[];
  /** Class predicted by each block alone. */
  readonly alone: readonly Int32Array[];
}

/** What a run offers to an evaluation. */
export interface EvaluationContext {
  readonly classes: number;
  /** Predictions over a split; `run` numbers the inference run and thereby selects its random stream. */
  predict(split: Split, run: number): AsyncIterable<Predicted>;
}

/** Metrics of one evaluation, written to `result.json` under `evaluation.<split>`. */
export interface EvaluationResult {
  readonly split: Split;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Evaluation {
  evaluate(context: EvaluationContext): Promise<EvaluationResult>;
}
