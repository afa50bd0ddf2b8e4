import { type ImageShape, NopropError, type ParameterSpecs, type Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { convolution, convolutionParameters, convolvedSize, type Padding } from '../layers/convolution';
import { dense, denseParameters } from '../layers/dense';
import { reluDropout } from '../layers/relu';

export interface TrunkOptions {
  readonly channels: readonly number[];
  /** Width of the dense layer at the end. */
  readonly hidden: number;
  readonly dropout: number;
  readonly padding: Padding;
}

/** Which of the three convolutions are followed by max pooling. @paper fig:15 */
const POOLED = [true, false, true];

/** @param path of the trunk, e.g. `image`, which gives the parameters `image/conv1/kernel` and so on */
export function trunkParameters(path: string, image: ImageShape, options: TrunkOptions): ParameterSpecs {
  const inputs = [image.channels, ...options.channels];
  const convolutions = options.channels.map((outputs, i) =>
    convolutionParameters(`${path}/conv${i + 1}`, inputs[i] as number, outputs),
  );
  return Object.assign(
    {},
    ...convolutions,
    denseParameters(`${path}/dense`, flattenedSize(image, options), options.hidden),
  );
}

/**
 * Three rounds of convolution, ReLU, max pooling (not in the second round) and dropout; then flatten and
 * dense. Each block applies its own layers after the dense one. Images B H W C -> B F. @paper fig:15
 */
export function applyTrunk(scope: Scope, path: string, images: Tensor, { padding, dropout }: TrunkOptions): Tensor {
  let x = images;
  POOLED.forEach((pool, i) => {
    const name = `conv${i + 1}`;
    x = convolution(scope, `${path}/${name}`, x, { padding, pool });
    x = reluDropout(scope, name, x, dropout);
  });
  return dense(scope, `${path}/dense`, tf.reshape(x, [x.shape[0] as number, -1]));
}

function flattenedSize({ height, width }: ImageShape, { channels, padding }: TrunkOptions): number {
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
    message: `With padding: ${padding}, expected images of at least ${least} x ${least}, got ${height} x ${width}.`,
    hint: padding === 'valid' ? 'Set padding: same, or use larger images.' : 'Use larger images.',
  });
}
