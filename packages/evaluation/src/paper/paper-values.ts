/** The paper's values for one experiment. Accuracies and spreads are fractions. */
export interface PaperValues {
  /** The pipeline's name, e.g. `table-1-mnist-noprop-dt-one-hot`. */
  readonly name: string;
  /** `Table 1`, `Figure 7`. */
  readonly source: string;
  /** Read off a figure: accurate to about a tenth of a percentage point. */
  readonly readByEye: boolean;
  /** The work that the paper quotes; such a value has no spread, and no settings in Table 3. */
  readonly quotedFrom?: string;
  /** As the paper calls it: `NoProp-DT`. */
  readonly method: string;
  /** Which of the method's rows or bars: `one-hot`, `radial, dim-20`, `random`. */
  readonly variant?: string;
  /** `one-hot`, `dim-20` or `prototype`: the label embedding. */
  readonly embedding?: string;
  /** `mnist`, `cifar-10` or `cifar-100`. */
  readonly dataset: string;
  readonly test?: number;
  /** Printed as a standard error, which it cannot be: read as a standard deviation over seeds and inference runs. */
  readonly testSpread?: number;
  readonly train?: number;
  readonly trainSpread?: number;
  /** From Table 3, or from the quoted work. */
  readonly epochs?: number;
  readonly settings?: PaperSettings;
  readonly seeds?: number;
  /** Inference runs per seed. */
  readonly runs?: number;
  readonly trainingImages?: number;
  readonly testImages?: number;
  /** Device that the paper trained on. */
  readonly device?: string;
  /** GPU memory of the process in GB, from Table 2; one-hot labels only. */
  readonly memoryGigabytes?: number;
  /** Training time in seconds at which the curve of Figure 3 ends, read by eye; one-hot labels only. */
  readonly endSeconds?: number;
}

/** A row of Table 3. */
export interface PaperSettings {
  /** `AdamW` or `Adam`. */
  readonly optimizer: string;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly batchSize: number;
  /** Time steps; for NoProp-CT and NoProp-FM those of inference. */
  readonly steps: number;
  readonly eta?: number;
}
