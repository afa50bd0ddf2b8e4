import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { type ByteTensor, createBytes } from '../bytes/bytes';
import { type Compiled, type CompileOptions, compile } from '../compile/compile';
import { createRandomKey, hostKey, keyTensor } from '../random/key';
import { tf } from '../tf';

/** A small training step for tests: images by index, convolution, batch norm, dropout, pooling, momentum. */
export interface ConvNetState {
  readonly parameters: Record<string, Tensor>;
  readonly velocity: Record<string, Tensor>;
}

export interface ConvNetInput extends ConvNetState {
  /** int32 [B] */
  readonly indices: Tensor;
  /** int32 [2] */
  readonly key: Tensor;
  /** int32 scalar */
  readonly step: Tensor;
}

export interface ConvNetOutput extends ConvNetState {
  readonly loss: Tensor;
}

const [IMAGES, SIDE, CHANNELS, CLASSES] = [64, 12, 8, 10];
const shapes: Readonly<Record<string, number[]>> = {
  filter: [3, 3, 1, CHANNELS],
  scale: [CHANNELS],
  offset: [CHANNELS],
  dense: [(SIDE / 2) ** 2 * CHANNELS, CLASSES],
};

/** Striped images whose class is the width and direction of the stripes. */
export function stripes(): ByteTensor {
  const bytes = Uint8Array.from({ length: IMAGES * SIDE * SIDE }, (_, i) => {
    const [image, row, column] = [Math.floor(i / (SIDE * SIDE)), Math.floor(i / SIDE) % SIDE, i % SIDE];
    const along = image % 2 === 0 ? row : column;
    return Math.floor(along / (1 + (Math.floor(image / 2) % 5))) % 2 === 0 ? 255 : (i * 7) % 60;
  });
  return createBytes(bytes, [IMAGES, SIDE, SIDE, 1]);
}

export function initialState(): ConvNetState {
  const entries = Object.entries(shapes);
  const draw = ([name, shape]: [string, number[]]): [string, Tensor] => [
    name,
    tf.tidy(() => (name === 'scale' ? tf.ones(shape) : tf.mul(0.1, hostKey(1, `init/${name}`).normal(shape)))),
  ];
  return {
    parameters: Object.fromEntries(entries.map(draw)),
    velocity: Object.fromEntries(entries.map(([name, shape]) => [name, tf.zeros(shape)])),
  };
}

/** The step, compiled; `runStep` feeds it. */
export function convNetStep(
  images: ByteTensor,
  options: Partial<CompileOptions> = {},
): Compiled<ConvNetInput, ConvNetOutput> {
  return compile((input: ConvNetInput) => convNet(images, input), { name: 'convNet', ...options });
}

function convNet(images: ByteTensor, { parameters, velocity, indices, key, step }: ConvNetInput): ConvNetOutput {
  const random = createRandomKey(key, step);
  const x = tf.div(images.gather(indices), 255) as Tensor4D;
  const labels = tf.cast(tf.oneHot(tf.cast(tf.mod(indices, CLASSES), 'int32') as Tensor1D, CLASSES), 'float32');
  const names = Object.keys(parameters);
  const loss = (...values: Tensor[]): Tensor => {
    const p = Object.fromEntries(names.map((name, i) => [name, values[i] as Tensor]));
    const convolved = tf.conv2d(x, p.filter as Tensor4D, 1, 'same');
    const { mean, variance } = tf.moments(convolved, [0, 1, 2]);
    const normal = tf.mul(tf.sub(convolved, mean), tf.rsqrt(tf.add(variance, 1e-3)));
    const pooled = tf.maxPool(tf.add(tf.mul(normal, p.scale as Tensor), p.offset as Tensor) as Tensor4D, 2, 2, 'valid');
    const kept = tf.cast(random.fold('dropout').bernoulli(pooled.shape, 0.8), 'float32');
    const features = tf.reshape(tf.mul(tf.relu(pooled), tf.div(kept, 0.8)), [indices.size, -1]);
    return tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(tf.matMul(features, p.dense as Tensor))), -1)));
  };
  const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => parameters[name] as Tensor));
  const next = names.map((name, i): [string, Tensor] => [
    name,
    tf.add(tf.mul(0.9, velocity[name] as Tensor), grads[i] as Tensor),
  ]);
  return {
    parameters: Object.fromEntries(
      next.map(([name, v]) => [name, tf.sub(parameters[name] as Tensor, tf.mul(0.01, v))]),
    ),
    velocity: Object.fromEntries(next),
    loss: value,
  };
}

/** One step from a state, which it frees; returns the next state and the loss. */
export function runStep(
  step: Compiled<ConvNetInput, ConvNetOutput>,
  state: ConvNetState,
  number: number,
): { readonly state: ConvNetState; readonly loss: number } {
  const indices = tf.tensor1d(
    Array.from({ length: 16 }, (_, i) => (number * 16 + i) % IMAGES),
    'int32',
  );
  const inputs = { indices, key: keyTensor(1, 'step'), step: tf.scalar(number, 'int32') };
  const { loss, ...next } = step({ ...state, ...inputs });
  const value = loss.dataSync()[0] as number;
  tf.dispose([state as never, inputs, loss]);
  return { state: next, loss: value };
}
