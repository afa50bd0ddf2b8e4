import { checkShapes, type DenoisingBlock, type Dimensions, defineBlocks, type FromSchema } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { relu } from '../shared/layers/relu';
import { applyTrunk, trunkParameters } from '../shared/trunk/trunk';
import { schema } from './conv-continuous.schema';
import { applyFusedPath, fusedParameters, fusedShare } from './fused-path';
import { createLabelPath } from './label-path';
import { applyTimePath, timeParameters } from './time-path';

export type Options = FromSchema<typeof schema>;

/** The continuous-time network: one network for all times, without batch norm. @paper fig:15 */
export const convContinuous = defineBlocks<Options>({
  name: 'noprop/conv-continuous',
  summary: "The paper's continuous-time network: image, noised-label and time paths, and their fusion.",
  needs: [],
  schema,
  build: (options) => ({ time: 'continuous', create: (dimensions) => createNetwork(dimensions, options) }),
});

function createNetwork(dimensions: Dimensions, options: Options): DenoisingBlock {
  const { height: H, width: W, channels: C } = dimensions.image;
  const label = createLabelPath(dimensions, options);
  return {
    parameters: {
      ...trunkParameters('image', dimensions.image, options),
      ...label.parameters,
      ...timeParameters(options),
      ...fusedParameters(dimensions, options),
    },
    statistics: {},
    // The image's contribution to the first fused layer depends only on x, so inference computes it once for all steps.
    features: (scope, images) => {
      checkShapes({ images: [images, 'B H W C'] }, { H, W, C });
      return fusedShare(scope, 'image', relu(applyTrunk(scope, 'image', images, options)));
    },
    logits: (scope, features, z, t) => {
      const time = requireTime(t);
      checkShapes(
        { features: [features, 'B F'], z: [z, 'B D'], t: [time, time.rank === 0 ? '' : 'B'] },
        { F: options.hidden, D: dimensions.embedding },
      );
      const shares = {
        image: features,
        label: fusedShare(scope, 'label', label.apply(scope, z)),
        time: fusedShare(scope, 'time', applyTimePath(scope, time, options)),
      };
      return applyFusedPath(scope, shares);
    },
  };
}

/** The times of z: B, or a scalar if all share one. */
function requireTime(t: Tensor | undefined): Tensor {
  if (t === undefined) throw new Error('internal: noprop/conv-continuous got no time for z.');
  return t;
}
