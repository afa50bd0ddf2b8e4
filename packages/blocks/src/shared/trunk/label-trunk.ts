import { type Dimensions, type ImageShape, NopropError, type Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { applyTrunk, type TrunkOptions } from './trunk';

/**
 * Whether the noised label goes through a trunk of its own, as the image does: by default where the
 * embedding has the dimension of the image. @paper fig:15
 *
 * @throws NopropError `embedding_not_image_size` where that is asked for and cannot be
 */
export function labelIsImage({ image, embedding }: Dimensions, label: 'auto' | 'vector' | 'image'): boolean {
  const { height, width, channels } = image;
  const size = height * width * channels;
  if (label === 'image' && embedding !== size) {
    throw new NopropError({
      code: 'embedding_not_image_size',
      path: 'blocks',
      message:
        'With label image, the blocks need an embedding of the dimension of the image, ' +
        `${height} x ${width} x ${channels} = ${size}, found ${embedding}.`,
      hint: `Choose label: auto or label: vector, or an embedding of dimension ${size}.`,
    });
  }
  return label !== 'vector' && embedding === size;
}

/** The noised label through the trunk at `label`, reshaped as an image: z B D -> B F. @paper fig:15 */
export function applyLabelTrunk(scope: Scope, z: Tensor, image: ImageShape, options: TrunkOptions): Tensor {
  const { height, width, channels } = image;
  const reshaped = tf.reshape(z, [z.shape[0] as number, height, width, channels]);
  // A key of its own: dropout masks must not repeat those of the image.
  return applyTrunk({ ...scope, random: scope.random.fold('label') }, 'label', reshaped, options);
}
