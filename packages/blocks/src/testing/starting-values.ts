import type { Dataset, Embedding, Tensors } from '@noprop/core';
import { hostKey, initialTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Initial values of an embedding's parameters, including those computed from the training images. */
export async function startingValues({ parameters }: Embedding, dataset: Dataset): Promise<Tensors> {
  const values: Record<string, Tensor> = {};
  for (const [path, spec] of Object.entries(parameters)) {
    const { shape, init } = spec;
    if (init.kind !== 'data') {
      values[path] = initialTensor(spec, hostKey(1, 'laws').fold(path));
      continue;
    }
    const { image, classes, normalization } = dataset;
    const split = await dataset.load('train');
    const computed = await init.compute({ split, image, classes, ...(normalization && { normalization }) });
    values[path] = tf.tensor(computed, [...shape]);
  }
  return values;
}
