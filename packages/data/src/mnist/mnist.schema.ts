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
        "Folder with the four files of MNIST; relative to the pipeline's folder. Nothing else is tried then.",
    },
    normalization: normalizationOption,
  },
} as const;
