/** Options of `noprop/accuracy`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    split: { enum: ['train', 'test'], default: 'test', description: 'Which part of the dataset is classified.' },
    runs: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Inference runs; each starts from other noise. The paper averages five.',
      'x-paper': 'table:1',
    },
    limit: {
      type: 'integer',
      minimum: 1,
      description: 'Classifies only the first so many images of the split; by default all of them.',
    },
  },
} as const;
