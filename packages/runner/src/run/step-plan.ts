import type { Method, Pass } from '@noprop/core';

/** Position of a step in training. All indices count from 0. */
export interface Position {
  readonly epoch: number;
  readonly pass: number;
  /** Step within the pass. */
  readonly passStep: number;
}

/** The step plan of a training run: how many steps there are, and the epoch and pass of each. */
export interface StepPlan {
  readonly epochs: number;
  readonly passes: readonly Pass[];
  readonly stepsPerPass: number;
  readonly steps: number;
  /** Batch size at that step of a pass. The last batch may be smaller. */
  batchSize(passStep: number): number;
  position(step: number): Position;
}

export interface TrainingSizes {
  readonly examples: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly dropLast: boolean;
}

export function createStepPlan(method: Pick<Method, 'epoch'>, sizes: TrainingSizes): StepPlan {
  const { examples, batchSize, epochs, dropLast } = sizes;
  const stepsPerPass = dropLast ? Math.floor(examples / batchSize) : Math.ceil(examples / batchSize);
  const passes = method.epoch;
  return {
    epochs,
    passes,
    stepsPerPass,
    steps: epochs * passes.length * stepsPerPass,
    batchSize: (passStep) => Math.min(batchSize, examples - passStep * batchSize),
    position: (step) => {
      const pass = Math.floor(step / stepsPerPass);
      return { epoch: Math.floor(pass / passes.length), pass: pass % passes.length, passStep: step % stepsPerPass };
    },
  };
}
