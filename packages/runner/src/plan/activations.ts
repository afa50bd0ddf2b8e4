import type { ImageShape, Method, ParameterSpecs, Update } from '@noprop/core';

/** Bytes of a float32. */
const FLOAT = 4;
/** Each activation is held once for the forward pass and once for the backward pass. */
const COPIES = 2;

/**
 * Rough upper bound on the bytes that the activations of one training step take, from the shapes of kernels alone: a
 * convolution h w C F gives H W F values per image, as if nothing were pooled; a matrix M N gives N. If a mini-batch
 * goes through several updates, their activations are in memory at the same time.
 */
export function estimateActivations(method: Method, image: ImageShape, batchSize: number): number {
  const specs = new Map(method.groups.map(({ name, parameters }) => [name, parameters]));
  const ofUpdate = ({ program, bind }: Update): number =>
    sum(program.reads.map((role) => valuesOf(specs.get(bind[role] ?? '') ?? {}, image)));
  const updates = new Map(method.updates.map((update) => [update.name, ofUpdate(update)]));
  const passes = method.epoch.map((pass) => sum(pass.updates.map((name) => updates.get(name) ?? 0)));
  return FLOAT * COPIES * batchSize * Math.max(0, ...passes);
}

/** Values per image that the layers of a parameter group output. */
function valuesOf(specs: ParameterSpecs, { height, width }: ImageShape): number {
  return sum(
    Object.values(specs).map(({ shape }) => {
      const features = shape.at(-1) ?? 0;
      return shape.length === 4 ? height * width * features : shape.length === 2 ? features : 0;
    }),
  );
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
