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
        "Folder that contains the four files of MNIST, relative to the pipeline's folder. " +
        'If set, no other place is searched.',
    },
    normalization: normalizationOption,
  },
} as const;
