const fraction = { type: 'number', minimum: 0, maximum: 1 } as const;
const fractions = { type: 'array', items: fraction } as const;
const text = { type: 'string', minLength: 1 } as const;
const seconds = { type: 'number', minimum: 0 } as const;

const split = {
  type: 'object',
  additionalProperties: false,
  required: ['accuracy', 'images', 'runs'],
  properties: {
    accuracy: { ...fraction, description: 'Mean over the inference runs.' },
    images: { type: 'integer', minimum: 1 },
    runs: { ...fractions, minItems: 1, description: 'One per inference run.' },
    chain: { ...fractions, description: 'After each block, or at each time.' },
    alone: { ...fractions, description: 'Of each block alone, from noise.' },
  },
} as const;

/** A file of `results/`: one trained model that README quotes. Accuracies are fractions. */
export const resultRecordSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['pipeline', 'overrides', 'epochs', 'seed', 'date', 'machine', 'evaluation'],
  properties: {
    pipeline: {
      type: 'string',
      pattern: '^pipelines/.+\\.yaml$',
      description: 'Path of the pipeline in the repository.',
    },
    overrides: { type: 'array', items: text, description: 'Overrides given to `noprop run`.' },
    epochs: { type: 'integer', minimum: 1, description: 'Epochs trained.' },
    trainingImages: {
      type: 'integer',
      minimum: 1,
      description: 'Number of training images, if not the whole dataset.',
    },
    settings: { type: 'array', items: text, description: 'Settings that differ from the paper, in words.' },
    seed: { type: 'integer', minimum: 0 },
    date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    commit: { type: 'string', pattern: '^[0-9a-f]{7,40}$', description: 'Omitted if unknown.' },
    machine: text,
    engine: {
      type: 'object',
      required: ['backend', 'device'],
      properties: { backend: text, device: text },
      description: 'Engine, as the run recorded it.',
    },
    evaluation: {
      type: 'object',
      additionalProperties: false,
      required: ['test'],
      properties: { test: split, train: split },
    },
    epochSeconds: { type: 'array', items: seconds },
    secondsPerImage: {
      type: 'object',
      additionalProperties: false,
      properties: { test: seconds, train: seconds },
    },
    data: { ...text, description: 'Caveats about the data.' },
    from: { ...text, description: 'Where the accuracy was measured, if not at the end of such a run.' },
    notes: {
      type: 'object',
      additionalProperties: false,
      description: "Notes that README adds to cells of the record's row.",
      properties: { accuracy: text, paper: text, epochs: text, date: text },
    },
  },
} as const;
