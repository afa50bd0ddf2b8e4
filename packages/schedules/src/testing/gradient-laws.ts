import type { ContinuousSchedule, Tensors } from '@noprop/core';
import { hostKey, readTensor, type Tensor, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import * as assert from 'uvu/assert';
import { exactParameters } from './continuous-fixture';
import type { ExactParameters, ScheduleOracle } from './oracle';
import { createLoss, gradientsOf } from './schedule-loss';

/** Half-widths of the central differences along a unit direction. Float32 is too coarse for much smaller ones. */
const DISTANCES = [0.1, 0.03, 0.01];
/** Number of elements per parameter to check; larger parameters are sampled evenly. */
const SAMPLED = 48;

/** Asserts that each gradient predicts how the loss changes, along itself and along a random direction. */
export function assertSlopes(schedule: ContinuousSchedule, parameters: Tensors): void {
  const loss = createLoss(schedule, parameters);
  const gradients = gradientsOf(loss.value, parameters);
  tf.tidy(() => {
    for (const [path, parameter] of Object.entries(parameters)) {
      const gradient = tf.tensor(Float32Array.from(gradients[path] as Float64Array), parameter.shape);
      const norm = scalarOf(tf.norm(gradient));
      assert.ok(norm > 0, `the gradient of ${path} is ${norm}`);
      for (const direction of [gradient, hostKey(1, 'direction').fold(path).normal(parameter.shape)]) {
        const unit = tf.div(direction, tf.norm(direction));
        const predicted = scalarOf(tf.sum(tf.mul(gradient, unit)));
        const at = (distance: number): number =>
          scalarOf(loss.value({ ...parameters, [path]: tf.add(parameter, tf.mul(distance, unit)) }));
        const measured = DISTANCES.map((distance) => (at(distance) - at(-distance)) / (2 * distance));
        const agrees = measured.some((slope) => Math.abs(slope - predicted) <= 0.02 * norm + 1e-3);
        assert.ok(agrees, `${path}: predicted ${predicted}, measured ${measured.join(', ')}`);
      }
    }
  });
}

/** Asserts that every gradient agrees with central differences of the oracle, in doubles. */
export function assertExactGradients(
  schedule: ContinuousSchedule,
  parameters: Tensors,
  oracle: ScheduleOracle,
  tolerance: number,
): void {
  const loss = createLoss(schedule, parameters);
  const found = gradientsOf(loss.value, parameters);
  const exact = exactParameters(parameters);
  for (const [path, gradient] of Object.entries(found)) {
    const stride = Math.ceil(gradient.length / SAMPLED);
    const sampled = Array.from({ length: Math.ceil(gradient.length / stride) }, (_, i) => i * stride);
    const expected = sampled.map((i) => centralDifference((moved) => loss.exact(oracle, moved), exact, path, i));
    const picked = sampled.map((i) => gradient[i] as number);
    assertClose(picked, expected, tolerance, `elements of the gradient of ${path}`);
  }
}

function centralDifference(
  loss: (parameters: ExactParameters) => number,
  parameters: ExactParameters,
  path: string,
  element: number,
): number {
  const step = 1e-5;
  const at = (change: number): number => {
    const moved = Float64Array.from(parameters[path] as Float64Array);
    moved[element] = (moved[element] as number) + change;
    return loss({ ...parameters, [path]: moved });
  };
  return (at(step) - at(-step)) / (2 * step);
}

const scalarOf = (tensor: Tensor): number => readTensor(tensor)[0] as number;
