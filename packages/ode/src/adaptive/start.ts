import type { Tensors } from '@noprop/core';
import { readTensor, type Tensor, tf } from '@noprop/engine';
import type { BoundField } from '../field';
import { displaced, mapTensors } from '../runge-kutta';
import { fieldNotFinite } from './drive';
import { errorNorm } from './error-norm';
import { firstStep } from './first-step';
import type { AdaptiveTask } from './task';

/**
 * The length of the first step, from {@link firstStep} on tensors. Takes one evaluation of the field.
 *
 * @throws NopropError `field_not_finite` if the state or its derivative is not finite
 */
export function firstStepOf<S extends Tensors>(
  field: BoundField<S>,
  state: S,
  slope: S,
  order: number,
  task: AdaptiveTask,
): number {
  const { from, to } = task;
  const direction = Math.sign(to - from);
  const measure = (errors: () => S): number =>
    tf.tidy(() => readTensor(errorNorm(errors(), [state], task))[0] as number) as number;
  const norms = { state: measure(() => state), slope: measure(() => slope) };
  if (!Number.isFinite(norms.state) || !Number.isFinite(norms.slope)) throw fieldNotFinite(`at t = ${from}`);
  const curvature = (h: number): number =>
    measure(() => {
      const moved = field(tf.scalar(from + direction * h), displaced(state, [slope], [1], direction * h));
      return mapTensors(moved, (tensor, name) => tf.sub(tensor, slope[name] as Tensor));
    }) / h;
  return firstStep({ ...norms, curvature }, order, Math.abs(to - from));
}
