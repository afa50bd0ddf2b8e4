/** What the paper says of one experiment. Accuracies are fractions, spreads too. */
export interface PaperFigure {
  /** The pipeline's name, e.g. `table-1-mnist-noprop-dt-one-hot`. */
  readonly name: string;
  /** `Table 1`, `Figure 7`. */
  readonly source: string;
  /** Read off a drawing: good to about a tenth of a point. */
  readonly readByEye: boolean;
  /** The work that the paper quotes; such a figure has no spread, and no settings in Table 3. */
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
  /** Table 3, or the quoted work. */
  readonly epochs?: number;
  readonly settings?: PaperSettings;
  readonly seeds?: number;
  /** Inference runs of a seed. */
  readonly runs?: number;
  readonly trainingImages?: number;
  readonly testImages?: number;
  /** Where the paper trained. */
  readonly device?: string;
  /** Table 2, GB of the process on its GPU; one-hot labels only. */
  readonly memoryGigabytes?: number;
  /** Figure 3, seconds of training at which the curve ends, read by eye; one-hot labels only. */
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
