import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpecs } from './parameters';
import type { Scope } from './scope';

/** Coefficients of one transition z_t = a uHat + b z_{t-1} + sqrt(c) eps. @paper eq:2 eq:5 */
export interface Transition {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * A fixed noise schedule in discrete time. t = 0 is noise, t = T is clean: `alphaBar` increases.
 * @paper eq:4 eq:5
 */
export interface DiscreteSchedule {
  readonly kind: 'discrete';
  /** T. */
  readonly steps: number;
  /** abar_t for t = 0..T, strictly increasing inside (0, 1). */
  readonly alphaBar: readonly number[];
  /** SNR(t) = abar_t / (1 - abar_t) for t = 0..T. */
  readonly snr: readonly number[];
  /** Coefficients of the step from t-1 to t, t = 1..T. */
  transition(t: number): Transition;
}

/** A continuous schedule evaluated at some times; every tensor has the shape of the times. */
export interface ScheduleValues {
  /** gamma(t): SNR = exp(-gamma). */
  readonly gamma: Tensor;
  /** abar_t = sigmoid(-gamma(t)). */
  readonly alphaBar: Tensor;
  /** 1 - abar_t = sigmoid(gamma(t)), without cancellation. */
  readonly noiseVariance: Tensor;
  readonly snr: Tensor;
  /** dSNR/dt, in closed form, so that one gradient pass can differentiate it. */
  readonly snrRate: Tensor;
}

/**
 * A noise schedule in continuous time. t = 0 is noise, t = 1 is clean: SNR increases strictly.
 * @paper eq:30 eq:32
 */
export interface ContinuousSchedule {
  readonly kind: 'continuous';
  /** psi; empty if the schedule is fixed. */
  readonly parameters: ParameterSpecs;
  /** @param t times in [0, 1], of any shape */
  at(scope: Scope, t: Tensor): ScheduleValues;
}

export type Schedule = DiscreteSchedule | ContinuousSchedule;
