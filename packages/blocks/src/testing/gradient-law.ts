import type { Tensors } from '@noprop/core';
import { hostKey, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as assert from 'uvu/assert';
import { valuesOf } from './fixture';

/**
 * Steps of the central differences, tried in turn. A ReLU or maximum that switches within a step spoils the
 * difference, so the step shrinks until float32 runs out of digits.
 */
const DISTANCES = [2e-3, 1e-3, 5e-4, 2e-4];
/** Float32 rounding noise of a difference. */
const NOISE = 1e-3;
const TOLERANCE = 0.02;

/**
 * Asserts that the gradient of a scalar loss exists for every parameter and that it predicts how
 * the loss changes, along itself and along a random direction.
 */
export function assertGradients(loss: (parameters: Tensors) => Tensor, parameters: Tensors): void {
  const gradients = gradientsOf(loss, parameters);
  for (const [path, parameter] of Object.entries(parameters)) {
    const gradient = gradients[path];
    assert.ok(gradient, `no gradient for ${path}`);
    assert.equal(gradient.shape, parameter.shape, path);
    const random = hostKey(1, 'direction').fold(path).normal(parameter.shape);
    for (const direction of [unit(gradient), unit(random)]) {
      const at = (distance: number): number =>
        scalarOf(loss({ ...parameters, [path]: tf.add(parameter, tf.mul(distance, direction)) }));
      const predicted = scalarOf(tf.sum(tf.mul(gradient, direction)));
      const measured: number[] = [];
      const agrees = DISTANCES.some((distance) => {
        const slope = (at(distance) - at(-distance)) / (2 * distance);
        measured.push(slope);
        return Math.abs(slope - predicted) < NOISE + TOLERANCE * Math.abs(predicted);
      });
      assert.ok(agrees, `${path}: predicted ${predicted}, measured ${measured.join(', ')}`);
    }
  }
}

/** Gradients by path; undefined for a parameter that does not affect the loss. */
export function gradientsOf(
  loss: (parameters: Tensors) => Tensor,
  parameters: Tensors,
): Readonly<Record<string, Tensor | undefined>> {
  const paths = Object.keys(parameters);
  const rebuilt = (values: readonly Tensor[]): Tensors =>
    Object.fromEntries(paths.map((path, i) => [path, values[i] as Tensor]));
  const gradients = tf.grads((...values: Tensor[]) => loss(rebuilt(values)))(Object.values(parameters));
  return Object.fromEntries(paths.map((path, i) => [path, gradients[i]]));
}

const scalarOf = (tensor: Tensor): number => valuesOf(tensor)[0] as number;

function unit(direction: Tensor): Tensor {
  return tf.div(direction, tf.add(tf.norm(direction), 1e-12));
}
