import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterGroup, Tensors } from './parameters';
import type { RandomKey } from './random';
import type { Scope } from './scope';

/** A mini-batch on the device. */
export interface Batch {
  /** B H W C, float32: in [0, 1], or normalized if the dataset asks for it. */
  readonly images: Tensor;
  /** B, int32. */
  readonly labels: Tensor;
}

/** Inputs of a program. Roles are the program's own names for the groups it is bound to. */
export interface ProgramInputs {
  readonly scopes: Readonly<Record<string, Scope>>;
  readonly batch: Batch;
  readonly random: RandomKey;
  /** Scalars (float32) that differ between updates sharing this program. */
  readonly constants: Readonly<Record<string, Tensor>>;
}

/** A loss and its terms, each a scalar, in the paper's order. */
export interface Loss {
  readonly total: Tensor;
  readonly terms: Readonly<Record<string, Tensor>>;
  /** Scalar metrics that are not part of the loss. */
  readonly metrics?: Readonly<Record<string, Tensor>>;
}

/** Gradients by role and parameter path, for exactly the roles that are written. */
export interface Gradients {
  readonly gradients: Readonly<Record<string, Tensors>>;
  readonly terms: Readonly<Record<string, Tensor>>;
  readonly metrics?: Readonly<Record<string, Tensor>>;
}

/**
 * The computation of an update. Updates that differ only in their parameters and constants share one program, which is
 * compiled once.
 */
export interface Program {
  readonly name: string;
  /** Roles whose parameters are read. */
  readonly reads: readonly string[];
  /** Roles whose parameters are updated. */
  readonly writes: readonly string[];
  /** Names of the loss terms, in the paper's order. */
  readonly terms: readonly string[];
  /** Names of the metrics that come with them, e.g. `accuracy`. */
  readonly metrics: readonly string[];
  /** The loss to differentiate with respect to the written roles... */
  loss?(inputs: ProgramInputs): Loss;
  /** ...or the method's own gradient, if it is not the gradient of a loss. */
  gradient?(inputs: ProgramInputs): Gradients;
}

/** One learning rule of a method, applied to one mini-batch at a time. */
export interface Update {
  /** Unique within its method; it also names the update's random stream and counter. */
  readonly name: string;
  readonly program: Program;
  /** Role -> parameter group. */
  readonly bind: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, number>>;
}

/**
 * One pass over the training set: each mini-batch goes through these updates. All of them see the state before the
 * mini-batch, so no two may write the same group.
 */
export interface Pass {
  readonly name: string;
  readonly updates: readonly string[];
}

export interface PredictInputs {
  /** By parameter group. */
  readonly scopes: Readonly<Record<string, Scope>>;
  /** B H W C, float32, as in a {@link Batch}. */
  readonly images: Tensor;
  readonly random: RandomKey;
  /** Whether to return `chain` and `alone` too. */
  readonly diagnostics: boolean;
  /** Whether to return the trajectory too. */
  readonly trajectory?: boolean;
}

/** One state of the trajectory from noise to a class. */
export interface TrajectoryState {
  /** Time in [0, 1]: 0 is noise, 1 is clean. */
  readonly t: number;
  /** B D. */
  readonly z: Tensor;
  /** Class scores read from z, B K. */
  readonly scores: Tensor;
}

export interface Prediction {
  /** Class scores B K; the class is their argmax. */
  readonly scores: Tensor;
  /** Class scores after each block of the chain, or at evenly spaced times: T tensors, each B K. */
  readonly chain?: readonly Tensor[];
  /** Class scores of each block alone, from z ~ N(0, I) or from a local head of the block: T tensors, each B K. */
  readonly alone?: readonly Tensor[];
  /** States from z_0 to z_T: all of a chain of blocks, or a selection from a finer grid. */
  readonly trajectory?: readonly TrajectoryState[];
}

export interface Predictor {
  predict(inputs: PredictInputs): Prediction;
}

/** An objective or a baseline: what is learned, by which updates in what order, and how to predict. */
export interface Method {
  readonly groups: readonly ParameterGroup[];
  readonly updates: readonly Update[];
  /** The passes of one epoch, in order. */
  readonly epoch: readonly Pass[];
  readonly predictor: Predictor;
}
