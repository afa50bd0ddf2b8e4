import { RandomStream } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createBytes } from '../bytes/bytes';
import { compile } from '../compile/compile';
import { tf } from '../tf';
import type { Example, Values } from './case';
import { sizeOf } from './draw';

/** How an example's function runs. */
export type Compiler = 'none' | 'graph' | 'xla';

/** The results of an example, read back to the host. */
export interface Evaluated {
  readonly values: readonly Values[];
  readonly gradients: readonly Values[];
}

/** Runs an example on the active backend and frees its tensors. */
export function evaluate(example: Example, gradients: boolean, compiler: Compiler): Evaluated {
  const bytes = createBytes(example.bytes ?? new Uint8Array(1), example.bytesShape ?? [1]);
  const inputs = example.inputs.map(({ data, shape, dtype }) => tf.tensor(data, [...shape], dtype));
  const run = (tensors: readonly Tensor[]): Tensor[] => [example.run(tensors, bytes)].flat() as Tensor[];
  const all = (tensors: readonly Tensor[]): Result => ({
    values: run(tensors),
    gradients: gradients ? gradientsOf(run, tensors) : [],
  });
  const compiled = compiler === 'none' ? undefined : compile(all, { name: 'example', compiler });
  const results = compiled === undefined ? tf.tidy(() => all(inputs) as never as Tensor[]) : compiled(inputs);
  const { values, gradients: slopes } = results as never as Result;
  const evaluated = { values: values.map(read), gradients: slopes.map(read) };
  tf.dispose([...values, ...slopes, ...inputs]);
  bytes.dispose();
  compiled?.dispose();
  return evaluated;
}

interface Result {
  readonly values: Tensor[];
  readonly gradients: Tensor[];
}

/** Gradients of a weighted sum of the float results with respect to the float inputs. */
function gradientsOf(run: (tensors: readonly Tensor[]) => Tensor[], inputs: readonly Tensor[]): Tensor[] {
  const floats = inputs.filter(({ dtype }) => dtype === 'float32');
  if (floats.length === 0) return [];
  return tf.grads((...variables) => {
    let next = 0;
    const results = run(inputs.map((input) => (input.dtype === 'float32' ? (variables[next++] as Tensor) : input)));
    const weighted = results
      .filter(({ dtype }) => dtype === 'float32')
      .map((result, i) => tf.sum(tf.mul(result, weights(result.shape, i))));
    return tf.addN(weighted);
  })(floats);
}

/** Fixed weights of both signs. The gradient of a plain sum would vanish, e.g. through a softmax. */
function weights(shape: readonly number[], result: number): Tensor {
  const stream = new RandomStream(result, 'weights');
  return tf.tensor(
    Float32Array.from({ length: sizeOf(shape) }, () => 2 * stream.uniform() - 1),
    [...shape],
  );
}

function read(tensor: Tensor): Values {
  return { dtype: tensor.dtype as Values['dtype'], shape: tensor.shape, data: tensor.dataSync() as Float32Array };
}
