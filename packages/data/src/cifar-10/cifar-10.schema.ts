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
        'Folder that contains the six .bin files of CIFAR-10 or cifar-10-batches-bin/, or the path of ' +
        "cifar-10-binary.tar.gz; relative to the pipeline's folder. If set, no other place is searched.",
    },
    normalization: normalizationOption,
  },
} as const;
