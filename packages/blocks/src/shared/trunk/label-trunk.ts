import { type Dimensions, type ImageShape, NopropError, type Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { applyTrunk, type TrunkOptions } from './trunk';

/**
 * Whether the noised label goes through its own trunk, like the image. With `auto` it does if the embedding has
 * the dimension of the image. @paper fig:15
 *
 * @throws NopropError `embedding_not_image_size` for `image` with any other dimension
 */
export function labelIsImage({ image, embedding }: Dimensions, label: 'auto' | 'vector' | 'image'): boolean {
  const { height, width, channels } = image;
  const size = height * width * channels;
  if (label === 'image' && embedding !== size) {
    throw new NopropError({
      code: 'embedding_not_image_size',
      path: 'blocks',
      message:
        'With label: image, expected an embedding with the dimension of the image, ' +
        `${height} x ${width} x ${channels} = ${size}, got ${embedding}.`,
      hint: `Set label: auto or label: vector, or use an embedding of dimension ${size}.`,
    });
  }
  return label !== 'vector' && embedding === size;
}

/** Applies the trunk at `label` to the noised label, reshaped to an image: z B D -> B F. @paper fig:15 */
export function applyLabelTrunk(scope: Scope, z: Tensor, image: ImageShape, options: TrunkOptions): Tensor {
  const { height, width, channels } = image;
  const reshaped = tf.reshape(z, [z.shape[0] as number, height, width, channels]);
  // A separate key, so that the dropout masks differ from the image's.
  return applyTrunk({ ...scope, random: scope.random.fold('label') }, 'label', reshaped, options);
}
