import {
  type Affine,
  affine,
  affineOf,
  mean,
  softplus,
  squaredNorm,
  sum,
  type Values,
} from '@noprop/objectives/testing';

/** For tests: Forward-Forward in double precision, written from Hinton's description, without tensors. */

export interface PassInDoubles {
  /** The input of each layer, and last the input that a further layer would get. */
  readonly inputs: readonly (readonly number[])[];
  readonly activities: readonly (readonly number[])[];
}

export const normalizedRow = (x: readonly number[]): number[] => {
  const root = Math.sqrt(squaredNorm(x) / x.length) + 1e-8;
  return x.map((value) => value / root);
};

const relu = (x: readonly number[]): number[] => x.map((value) => Math.max(value, 0));

/** Passes one image through the layers `layer/1` to `layer/depth`. */
export function passInDoubles(values: Values, depth: number, x: readonly number[]): PassInDoubles {
  const inputs = [normalizedRow(x)];
  const activities = Array.from({ length: depth }, (_, i) => {
    const activity = relu(affine(inputs[i] as number[], affineOf(values, `layer/${i + 1}`)));
    inputs.push(normalizedRow(activity));
    return activity;
  });
  return { inputs, activities };
}

export const logitsInDoubles = (values: Values, { inputs }: PassInDoubles): number[] =>
  affine(inputs.slice(2).flat(), affineOf(values, 'head'));

/** The terms of one layer, -log P(positive) and -log(1 - P(positive)), for the given inputs. */
export function layerTerms(
  layer: Affine,
  positives: readonly (readonly number[])[],
  negatives: readonly (readonly number[])[],
  theta = 1,
): { readonly positive: number; readonly negative: number } {
  const margin = (x: readonly number[]): number => squaredNorm(relu(affine(x, layer))) - theta * layer.bias.length;
  return {
    positive: mean(positives.map((x) => softplus(-margin(x)))),
    negative: mean(negatives.map((x) => softplus(margin(x)))),
  };
}

/** What peer normalization adds to the ascent of a layer's pre-activations, and the new running mean. */
export function peersInDoubles(
  before: readonly number[],
  activities: readonly (readonly number[])[],
  strength: number,
): { readonly ascent: number[]; readonly running: number[] } {
  const running = before.map((value, j) => 0.9 * value + 0.1 * mean(activities.map((row) => row[j] as number)));
  const level = sum(running) / running.length;
  return { ascent: running.map((value) => strength * (level - value)), running };
}
