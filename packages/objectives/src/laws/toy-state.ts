import {
  type Batch,
  createScope,
  type DatasetSplit,
  type Method,
  type ParameterSpecs,
  type RandomKey,
  type Scope,
  type Tensors,
} from '@noprop/core';
import { hostKey, initialTensor, tf } from '@noprop/engine';

/** Parameters and statistics by group. */
export type ToyState = Record<string, { parameters: Tensors; statistics: Tensors }>;

/** The state before training. Like all toy functions, it frees none of its tensors: call it inside `tf.tidy`. */
export function initialToyState(method: Pick<Method, 'groups'>, seed: number): ToyState {
  const draw = (specs: ParameterSpecs, name: string): Tensors =>
    Object.fromEntries(
      Object.entries(specs).map(([path, spec]) => [path, initialTensor(spec, hostKey(seed, `init/${name}/${path}`))]),
    );
  return Object.fromEntries(
    method.groups.map(({ name, parameters, statistics }) => [
      name,
      { parameters: draw(parameters, name), statistics: draw(statistics, name) },
    ]),
  );
}

/** A split, or a range of it, as one mini-batch. */
export function toyBatch(
  { images, labels }: DatasetSplit,
  shape: readonly number[],
  start = 0,
  end = labels.length,
): Batch {
  const size = shape.reduce((a, b) => a * b, 1);
  const pixels = Float32Array.from(images.subarray(start * size, end * size), (value) => value / 255);
  return {
    images: tf.tensor(pixels, [end - start, ...shape]),
    labels: tf.tensor1d(Int32Array.from(labels.subarray(start, end)), 'int32'),
  };
}

/** Scopes of all groups, as a predictor takes them. */
export function scopesOf(state: ToyState, random: RandomKey): Readonly<Record<string, Scope>> {
  return Object.fromEntries(
    Object.entries(state).map(([group, tensors]) => [
      group,
      createScope({ group, ...tensors, random: random.fold(group), training: false }).scope,
    ]),
  );
}
