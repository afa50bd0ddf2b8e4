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
        'Folder with the two .bin files of CIFAR-100 or with cifar-100-binary/, or the archive ' +
        "cifar-100-binary.tar.gz; relative to the pipeline's folder. Nothing else is tried then.",
    },
    normalization: normalizationOption,
  },
} as const;
