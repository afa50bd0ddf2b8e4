import { type RandomKey, streamId, streamKey } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { PHILOX_BERNOULLI, PHILOX_BITS, PHILOX_UNIFORM } from '../backend/kernel-names';
import { tf } from '../tf';

/**
 * Creates a random key from tensors, so that a compiled step can take it as an input.
 *
 * @param key int32 [2]: seed and stream
 * @param step int32 scalar: the index of this use of the stream
 */
export function createRandomKey(key: Tensor, step: Tensor): RandomKey {
  return philoxKey(() => ({ key, step }), '');
}

/** Creates a random key from plain numbers, for draws outside compiled functions. */
export function hostKey(seed: number, stream: string, step = 0): RandomKey {
  return philoxKey(() => ({ key: keyTensor(seed, stream), step: tf.scalar(step, 'int32') }), '');
}

/** The int32 [2] tensor that {@link createRandomKey} takes. */
export function keyTensor(seed: number, stream: string): Tensor {
  return tf.tensor1d([...streamKey(seed, stream)], 'int32');
}

function philoxKey(source: () => { key: Tensor; step: Tensor }, purpose: string, index?: Tensor): RandomKey {
  const draw = (kernel: string, shape: readonly number[], attributes: object = {}): Tensor =>
    tf.tidy(() => {
      const { key, step } = source();
      // Word 0 counts the blocks of one draw, always fewer than 2^32; word 1 numbers the draws of a loop.
      const counter = tf.concat([
        tf.zeros([1], 'int32'),
        index === undefined ? tf.zeros([1], 'int32') : tf.reshape(index, [1]),
        tf.reshape(step, [1]),
        tf.tensor1d([streamId(purpose)], 'int32'),
      ]);
      return tf.engine().runKernel(kernel, { key, counter }, { shape: [...shape], ...attributes }) as Tensor;
    });
  return {
    fold: (name) => philoxKey(source, `${purpose}/${name}`, index),
    at: (number) => philoxKey(source, purpose, number),
    bits: (shape) => draw(PHILOX_BITS, shape),
    uniform: (shape) => draw(PHILOX_UNIFORM, shape),
    bernoulli: (shape, probability) => {
      const threshold = Math.round(probability * 0x10000);
      // A probability of 1 does not fit the 16-bit comparison.
      return threshold >= 0x10000 ? tf.ones([...shape], 'bool') : draw(PHILOX_BERNOULLI, shape, { threshold });
    },
    normal: (shape) => tf.tidy(() => boxMuller((size) => draw(PHILOX_UNIFORM, [size]), shape)),
  };
}

/** Two uniforms give two normals: cosines fill the first half of the elements, sines the second. */
function boxMuller(uniform: (size: number) => Tensor, shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const half = Math.ceil(size / 2);
  const [first, second] = tf.split(uniform(2 * half), 2) as [Tensor, Tensor];
  const radius = tf.sqrt(tf.mul(-2, tf.log(tf.sub(1, first))));
  const angle = tf.mul(2 * Math.PI, second);
  const both = tf.concat([tf.mul(radius, tf.cos(angle)), tf.mul(radius, tf.sin(angle))]);
  return tf.reshape(tf.slice(both, 0, size), [...shape]);
}
