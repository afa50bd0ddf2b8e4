import { checkShapes, type DenoisingBlock, type Dimensions, defineBlocks, type FromSchema } from '@noprop/core';
import { schema } from './conv-discrete.schema';
import { applyFusedPath, fusedParameters, fusedStatistics } from './fused-path';
import { applyImagePath, imageParameters, imageStatistics } from './image-path';
import { createLabelPath } from './label-path';

export type Options = FromSchema<typeof schema>;

/** The discrete-time block. @paper fig:15 */
export const convDiscrete = defineBlocks<Options>({
  name: 'noprop/conv-discrete',
  summary: "The paper's discrete-time block: a convolutional image path, a residual label path, and their fusion.",
  needs: [],
  schema,
  build: (options) => ({ time: 'discrete', create: (dimensions) => createBlock(dimensions, options) }),
});

function createBlock(dimensions: Dimensions, options: Options): DenoisingBlock {
  const { height: H, width: W, channels: C } = dimensions.image;
  const label = createLabelPath(dimensions, options);
  return {
    parameters: {
      ...imageParameters(dimensions, options),
      ...label.parameters,
      ...fusedParameters(dimensions, options),
    },
    statistics: { ...imageStatistics(options), ...label.statistics, ...fusedStatistics(options) },
    features: (scope, images) => {
      checkShapes({ images: [images, 'B H W C'] }, { H, W, C });
      return applyImagePath(scope, images, options);
    },
    logits: (scope, features, z) => {
      checkShapes({ features: [features, 'B F'], z: [z, 'B D'] }, { F: options.hidden, D: dimensions.embedding });
      return applyFusedPath(scope, features, label.apply(scope, z));
    },
  };
}
