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
        'Folder that contains the two .bin files of CIFAR-100 or cifar-100-binary/, or the path of ' +
        "cifar-100-binary.tar.gz; relative to the pipeline's folder. If set, no other place is searched.",
    },
    normalization: normalizationOption,
  },
} as const;
