import type { Initializer } from '@noprop/core';

/** Uniform in +-1/sqrt(fanIn), PyTorch's default for weights and biases of linear and convolution layers. */
export function uniformFanIn(fanIn: number): Initializer {
  return { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) };
}
