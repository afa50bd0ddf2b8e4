import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterGroup, Tensors } from './parameters';
import type { RandomKey } from './random';
import type { Scope } from './scope';

/** A mini-batch on the device. */
export interface Batch {
  /** B H W C, float32: in [0, 1], or normalised where the dataset says so. */
  readonly images: Tensor;
  /** B, int32. */
  readonly labels: Tensor;
}

/** What a program computes from; roles are the program's own names for the groups it is bound to. */
export interface ProgramInputs {
  readonly scopes: Readonly<Record<string, Scope>>;
  readonly batch: Batch;
  readonly random: RandomKey;
  /** Scalars (float32) that differ between updates which share the program. */
  readonly constants: Readonly<Record<string, Tensor>>;
}

/** A loss and its terms, each a scalar, in the paper's order. */
export interface Loss {
  readonly total: Tensor;
  readonly terms: Readonly<Record<string, Tensor>>;
  /** Scalars to watch that are not part of the loss. */
  readonly figures?: Readonly<Record<string, Tensor>>;
}

/** Gradients by role, for exactly the written roles, by parameter path. */
export interface Gradients {
  readonly gradients: Readonly<Record<string, Tensors>>;
  readonly terms: Readonly<Record<string, Tensor>>;
  readonly figures?: Readonly<Record<string, Tensor>>;
}

/**
 * The computation of an update. Updates that differ only in their parameters and constants share
 * one program, and it is compiled once.
 */
export interface Program {
  readonly name: string;
  /** Roles whose parameters are read. */
  readonly reads: readonly string[];
  /** Roles whose parameters are updated. */
  readonly writes: readonly string[];
  /** Names of the loss terms, in the paper's order. */
  readonly terms: readonly string[];
  /** Names of the figures that go with them, e.g. `accuracy`. */
  readonly figures: readonly string[];
  /** The loss whose automatic gradient with respect to the written roles is followed... */
  loss?(inputs: ProgramInputs): Loss;
  /** ...or the method's own gradient, where it is not the gradient of a loss. */
  gradient?(inputs: ProgramInputs): Gradients;
}

/** One learning rule of a method, applied to one mini-batch at a time. */
export interface Update {
  /** Unique in its method; also names the update's random stream and counter. */
  readonly name: string;
  readonly program: Program;
  /** Role -> parameter group. */
  readonly bind: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, number>>;
}

/**
 * One pass over the training set: each mini-batch goes through these updates. They all see the state before the
 * mini-batch, so no two of them may write the same group.
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
  /** Ask for `chain` and `alone` too. */
  readonly diagnostics: boolean;
  /** Ask for the trajectory too. */
  readonly trajectory?: boolean;
}

/** One state on the way from noise to a class. */
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
  /** Class scores after each block of the chain, or at equal distances in time, T of B K. */
  readonly chain?: readonly Tensor[];
  /** Class scores of each block on its own, T of B K: from z ~ N(0, I), or by a local head of the block. */
  readonly alone?: readonly Tensor[];
  /** States from z_0 to z_T: every one of a chain of blocks, a selection from a finer grid. */
  readonly trajectory?: readonly TrajectoryState[];
}

export interface Predictor {
  predict(inputs: PredictInputs): Prediction;
}

/** An objective or a baseline: what is learned, by which updates in which order, and how it predicts. */
export interface Method {
  readonly groups: readonly ParameterGroup[];
  readonly updates: readonly Update[];
  /** The passes of one epoch, in order. */
  readonly epoch: readonly Pass[];
  readonly predictor: Predictor;
}
