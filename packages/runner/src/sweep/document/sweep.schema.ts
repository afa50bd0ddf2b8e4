import { pipelineSchema } from '../../document/pipeline.schema';

const overrides = {
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description: 'Overrides: key=value replaces, +key=value adds, ~key removes.',
} as const;

const path = { type: 'string', minLength: 1, maxLength: 1000 } as const;

/** Maximum number of trials of one sweep. */
export const MOST_TRIALS = 10_000;

/** The sweep document. Whether its pipelines and options exist is checked during expansion. */
export const sweepSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'NoProp sweep',
  type: 'object',
  additionalProperties: false,
  required: ['pipelines'],
  properties: {
    name: { ...pipelineSchema.properties.name, description: 'Name of the sweep folder. Defaults to the file name.' },
    description: { type: 'string', description: 'What the sweep is for, for human readers.' },
    pipelines: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      description: 'Pipeline files, relative to this file. They are the outermost axis.',
      items: {
        // One rule for each type rather than anyOf: a mistake is then one issue, not one for each branch.
        type: ['string', 'object'],
        minLength: 1,
        maxLength: 1000,
        additionalProperties: false,
        required: ['file'],
        properties: { file: { ...path, description: 'Pipeline file.' }, set: overrides },
      },
    },
    seeds: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
      default: [1],
      description: 'Seeds to run every point with.',
    },
    set: { ...overrides, default: [], description: 'Overrides for every trial.' },
    matrix: {
      type: 'object',
      default: {},
      description: 'Axes: the dotted path of an option or slot, and the values to try.',
      additionalProperties: {
        type: ['array', 'object'],
        minItems: 1,
        maxItems: 1000,
        additionalProperties: false,
        required: ['min', 'max'],
        properties: {
          min: { type: 'number', description: 'Smallest value.' },
          max: { type: 'number', description: 'Largest value.' },
          scale: { enum: ['linear', 'log'], default: 'linear', description: 'How values are spread over the range.' },
          integer: { type: 'boolean', default: false, description: 'Draw integers only.' },
        },
      },
    },
    exclude: {
      type: 'array',
      default: [],
      items: { type: 'object', minProperties: 1 },
      description: 'Points to leave out: those that match all these values of axes, pipeline or seed.',
    },
    include: {
      type: 'array',
      default: [],
      maxItems: 1000,
      description: 'Additional points outside the matrix, run with every seed.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pipeline'],
        properties: {
          pipeline: { ...path, description: 'Pipeline file relative to this file, or the name of a listed one.' },
          set: { ...overrides, default: [] },
        },
      },
    },
    search: {
      type: 'object',
      additionalProperties: false,
      default: { kind: 'grid' },
      required: ['kind'],
      description: 'Which points of the matrix to try.',
      properties: {
        kind: {
          enum: ['grid', 'random', 'latin-hypercube'],
          description: 'All points, random points, or points that cover each axis evenly.',
        },
        trials: {
          type: 'integer',
          minimum: 1,
          maximum: MOST_TRIALS,
          description: 'Number of points to draw. Not for a grid.',
        },
        seed: { ...pipelineSchema.properties.seed, description: 'Seed for drawing points.' },
      },
    },
    halving: {
      type: 'object',
      additionalProperties: false,
      required: ['option', 'from'],
      description: 'Successive halving: rounds with a growing budget, to which only the best points advance.',
      properties: {
        option: { type: 'string', minLength: 1, description: 'Option that sets the budget, e.g. training.epochs.' },
        from: { type: 'number', exclusiveMinimum: 0, description: 'Budget of the first round.' },
        to: {
          type: 'number',
          exclusiveMinimum: 0,
          description: 'Largest budget. By default rounds continue until one point is left.',
        },
        factor: {
          type: 'integer',
          minimum: 2,
          default: 3,
          description: 'Factor by which the budget grows and the number of points shrinks each round.',
        },
        metric: {
          enum: ['accuracy', 'trainAccuracy'],
          default: 'accuracy',
          description: 'Metric that ranks points: accuracy on the test split or on the training split.',
        },
      },
    },
  },
} as const;
