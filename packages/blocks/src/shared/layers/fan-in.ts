import type { ParameterSpecs } from '@noprop/core';

/**
 * Kernel and bias of a layer, both initialized as in PyTorch: uniform within 1 / sqrt(fan-in).
 *
 * @param shape of the kernel; its last axis counts the outputs, the product of the others is the fan-in
 */
export function kernelAndBias(path: string, shape: readonly number[]): ParameterSpecs {
  const outputs = shape.at(-1) as number;
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const init = { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) } as const;
  return { [`${path}/kernel`]: { shape, init }, [`${path}/bias`]: { shape: [outputs], init } };
}
