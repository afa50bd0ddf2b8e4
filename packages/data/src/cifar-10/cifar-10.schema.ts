import { normalizationOption } from '../shared/normalization';

export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    root: {
      type: 'string',
      minLength: 1,
      'x-path': true,
      description:
        'Folder with the six .bin files of CIFAR-10 or with cifar-10-batches-bin/, or the archive ' +
        "cifar-10-binary.tar.gz; relative to the pipeline's folder. Nothing else is tried then.",
    },
    normalization: normalizationOption,
  },
} as const;
