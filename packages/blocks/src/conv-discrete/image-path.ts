import { type Dimensions, NopropError, type ParameterSpecs, type Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNorm, batchNormParameters, batchNormStatistics } from '../shared/layers/batch-norm';
import { convolution, convolutionParameters, convolvedSize } from '../shared/layers/convolution';
import { dense, denseParameters } from '../shared/layers/dense';
import { reluDropout } from '../shared/layers/relu';
import type { Options } from './conv-discrete';

/** Which of the three convolutions are followed by max pooling. @paper fig:15 */
const POOLED = [true, false, true];

export function imageParameters({ image }: Dimensions, options: Options): ParameterSpecs {
  const inputs = [image.channels, ...options.channels];
  const convolutions = options.channels.map((outputs, i) =>
    convolutionParameters(`image/conv${i + 1}`, inputs[i] as number, outputs),
  );
  return Object.assign(
    {},
    ...convolutions,
    denseParameters('image/dense', flattenedSize(image, options), options.hidden),
    batchNormParameters('image/norm', options.hidden),
  );
}

export function imageStatistics(options: Options): ParameterSpecs {
  return batchNormStatistics('image/norm', options.hidden);
}

/**
 * The image path: three times convolution, ReLU, max pooling (not the second time) and dropout; then
 * flatten, dense and batch norm, without a ReLU. Images B H W C -> features B F. @paper fig:15
 */
export function applyImagePath(scope: Scope, images: Tensor, { padding, dropout }: Options): Tensor {
  let x = images;
  POOLED.forEach((pool, i) => {
    const name = `conv${i + 1}`;
    x = convolution(scope, `image/${name}`, x, { padding, pool });
    x = reluDropout(scope, name, x, dropout);
  });
  const flat = tf.reshape(x, [x.shape[0] as number, -1]);
  return batchNorm(scope, 'image/norm', dense(scope, 'image/dense', flat));
}

function flattenedSize({ height, width }: Dimensions['image'], { channels, padding }: Options): number {
  const after = (size: number): number => POOLED.reduce((left, pool) => convolvedSize(left, { padding, pool }), size);
  if (after(height) < 1 || after(width) < 1) throw imageTooSmall(height, width, padding, after);
  return after(height) * after(width) * (channels.at(-1) as number);
}

function imageTooSmall(height: number, width: number, padding: string, after: (size: number) => number): NopropError {
  let least = 1;
  while (after(least) < 1) least++;
  return new NopropError({
    code: 'image_too_small',
    path: 'blocks',
    message: `With padding ${padding}, the blocks need images of at least ${least} x ${least}, found ${height} x ${width}.`,
    hint: padding === 'valid' ? 'Choose padding: same, or larger images.' : 'Choose larger images.',
  });
}
