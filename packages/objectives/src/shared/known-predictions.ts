import {
  type BlockFamily,
  buildComponent,
  type Component,
  createScope,
  type Parts,
  type RandomKey,
} from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { initialToyState } from '../laws/toy-state';

/** For tests: the logits of a block without parameters, B K. */
export type Logits = (images: Tensor, z: Tensor, t?: Tensor) => Tensor;

export const blocksOf = (time: BlockFamily['time'], logits: Logits): BlockFamily => ({
  time,
  create: () => ({
    parameters: {},
    statistics: {},
    features: (_scope, images) => images,
    logits: (_scope, images, z, t) => logits(images, z, t),
  }),
});

/** The one-hot class, stored in the first three pixels: B 3. */
export const classOf = (images: Tensor): Tensor => tf.slice(tf.reshape(images, [-1, 16]), [0, 0], [-1, 3]);

/** Logits of a denoiser that knows the class exactly. */
export const exact: Logits = (images) => tf.mul(1000, classOf(images));

export interface Known {
  readonly component: Component<'objective'>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Toy parts; the blocks are replaced. */
  readonly parts: Partial<Parts>;
  readonly time: BlockFamily['time'];
  readonly logits?: Logits;
  /** Number of images, all of class 1. */
  readonly count: number;
  readonly random: RandomKey;
  readonly diagnostics?: boolean;
  readonly trajectory?: boolean;
}

/** A prediction as plain numbers; undefined for outputs the predictor does not return. */
export interface Found {
  readonly shape: readonly number[];
  readonly scores: readonly number[];
  readonly chain: readonly (readonly number[])[] | undefined;
  readonly alone: readonly (readonly number[])[] | undefined;
  readonly trajectory: readonly { readonly t: number; readonly z: readonly number[] }[] | undefined;
}

/** Predicts images of class 1 with a head that returns z itself. */
export function predictKnown(known: Known): Found {
  const {
    component,
    options = {},
    parts,
    time,
    logits = exact,
    count,
    random,
    diagnostics = false,
    trajectory,
  } = known;
  const { groups, predictor } = buildComponent(component, options, { ...parts, blocks: blocksOf(time, logits) });
  return tf.tidy(() => {
    const head = { parameters: { kernel: tf.eye(3), bias: tf.zeros([3]) }, statistics: {} };
    const state = { ...initialToyState({ groups }, 1), head };
    const scopes = Object.fromEntries(
      Object.entries(state).map(([group, tensors]) => [
        group,
        createScope({ group, ...tensors, random, training: false }).scope,
      ]),
    );
    const flat = tf.oneHot(tf.fill([count], 1, 'int32') as Tensor1D, 16, 1, 0, 'float32');
    const images = tf.reshape(flat, [count, 4, 4, 1]);
    const asked = { diagnostics, ...(trajectory !== undefined && { trajectory }) };
    const found = predictor.predict({ scopes, images, random, ...asked });
    const numbers = (tensor: Tensor): number[] => [...readTensor(tensor)];
    return {
      shape: found.scores.shape,
      scores: numbers(found.scores),
      chain: found.chain?.map(numbers),
      alone: found.alone?.map(numbers),
      trajectory: found.trajectory?.map(({ t, z }) => ({ t, z: numbers(z) })),
    } as never;
  }) as unknown as Found;
}
