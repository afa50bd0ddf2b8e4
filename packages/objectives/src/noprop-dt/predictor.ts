import type { Predictor, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { predictionOf } from '../shared/readings';
import type { Network, Options } from './noprop-dt';

/**
 * The inference chain: z_0 ~ N(0, I), then z_t = a_t uHat_t(z_{t-1}, x) + b_t z_{t-1} + sqrt(c_t) eps;
 * the output layer reads the class from z_T. @paper eq:2 eq:6
 */
export function createPredictor(network: Network, inferenceNoise: Options['inferenceNoise']): Predictor {
  const { block, embedding, schedule } = network;
  return {
    predict: ({ scopes, images, random, diagnostics, trajectory = false }) => {
      const group = (name: string): Scope => scopes[name] as Scope;
      const read = (z: Tensor): Tensor => network.read({ head: group('head'), embedding: group('embedding') }, z);
      const shape = [images.shape[0] as number, embedding.dimension];
      const zNoise = random.fold('zNoise').normal(shape);
      const states = [zNoise];
      const alone: Tensor[] = [];
      for (let t = 1; t <= schedule.steps; t++) {
        const scope = group(`block/${t}`);
        const features = block.features(scope, images);
        const z = states.at(-1) as Tensor;
        const prediction = embedding.mix(group('embedding'), tf.softmax(block.logits(scope, features, z)));
        const { a, b, c } = schedule.transition(t);
        const moved = tf.add(tf.mul(a, prediction), tf.mul(b, z));
        const noisy = isNoisy(inferenceNoise, t, schedule.steps);
        states.push(noisy ? tf.add(moved, tf.mul(Math.sqrt(c), random.fold(`noise/${t}`).normal(shape))) : moved);
        if (diagnostics) alone.push(block.logits(scope, features, zNoise));
      }
      return { ...predictionOf(states, read, { diagnostics, trajectory }), ...(diagnostics && { alone }) };
    },
  };
}

function isNoisy(inferenceNoise: Options['inferenceNoise'], t: number, steps: number): boolean {
  return inferenceNoise === 'on' || (inferenceNoise === 'all-but-last' && t < steps);
}
