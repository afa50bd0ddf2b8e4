import type { Embedding, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/** W_Embed: the embedding of every class, K D. */
export function classEmbeddings(embedding: Embedding, scope: Scope): Tensor {
  return embedding.embed(scope, tf.range(0, embedding.classes, 1, 'int32'));
}

/**
 * z u_k - ||u_k||^2 / 2 for every class k: -||z - u_k||^2 / 2 up to ||z||^2 / 2, which is the same for
 * all classes. It is largest for the class with the nearest embedding, without the cancellation of
 * subtracting large norms.
 *
 * @param z B D
 * @param rows class embeddings K D
 * @returns B K
 */
export function proximity(z: Tensor, rows: Tensor): Tensor {
  const halfNorms = tf.mul(0.5, tf.sum(tf.square(rows), 1));
  return tf.sub(tf.matMul(z as Tensor2D, rows as Tensor2D, false, true), halfNorms);
}
