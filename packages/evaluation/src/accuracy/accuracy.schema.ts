/** Options of `noprop/accuracy`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    split: { enum: ['train', 'test'], default: 'test', description: 'Dataset split to classify.' },
    runs: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Number of inference runs, each from different noise. The paper averages five.',
      'x-paper': 'table:1',
    },
    limit: {
      type: 'integer',
      minimum: 1,
      description: 'Classify only this many images, from the start of the split. Default: all.',
    },
  },
} as const;
