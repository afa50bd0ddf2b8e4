import { pipelineSchema } from '../../document/pipeline.schema';

const overrides = {
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description: 'Overrides: key=value replaces, +key=value adds, ~key removes.',
} as const;

const path = { type: 'string', minLength: 1, maxLength: 1000 } as const;

/** Most trials that one sweep may have. */
export const MOST_TRIALS = 10_000;

/** The sweep document. Whether its pipelines and options exist is found out when it is expanded. */
export const sweepSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'NoProp sweep',
  type: 'object',
  additionalProperties: false,
  required: ['pipelines'],
  properties: {
    name: { ...pipelineSchema.properties.name, description: 'Names the sweep folder; by default the file name.' },
    description: { type: 'string', description: 'What the sweep is for, for people.' },
    pipelines: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      description: 'Pipeline files, relative to this one: the outermost axis.',
      items: {
        // One rule for each type rather than anyOf: a mistake is then one issue, not one for each branch.
        type: ['string', 'object'],
        minLength: 1,
        maxLength: 1000,
        additionalProperties: false,
        required: ['file'],
        properties: { file: { ...path, description: 'The pipeline.' }, set: overrides },
      },
    },
    seeds: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
      default: [1],
      description: 'Every point is run with each of them.',
    },
    set: { ...overrides, default: [], description: 'Overrides of every trial.' },
    matrix: {
      type: 'object',
      default: {},
      description: 'Axes: an option by its dotted path, or a whole slot, and the values it takes.',
      additionalProperties: {
        type: ['array', 'object'],
        minItems: 1,
        maxItems: 1000,
        additionalProperties: false,
        required: ['min', 'max'],
        properties: {
          min: { type: 'number', description: 'Smallest value.' },
          max: { type: 'number', description: 'Largest value.' },
          scale: { enum: ['linear', 'log'], default: 'linear', description: 'How values spread over the range.' },
          integer: { type: 'boolean', default: false, description: 'Only whole numbers.' },
        },
      },
    },
    exclude: {
      type: 'array',
      default: [],
      items: { type: 'object', minProperties: 1 },
      description: 'Points to leave out: those with all of these values, of axes, of pipeline or of seed.',
    },
    include: {
      type: 'array',
      default: [],
      maxItems: 1000,
      description: 'Further points, outside of the matrix, run with each seed.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pipeline'],
        properties: {
          pipeline: { ...path, description: 'A pipeline file, relative to this one, or the name of one of pipelines.' },
          set: { ...overrides, default: [] },
        },
      },
    },
    search: {
      type: 'object',
      additionalProperties: false,
      default: { kind: 'grid' },
      required: ['kind'],
      description: 'Which points of the matrix are tried.',
      properties: {
        kind: {
          enum: ['grid', 'random', 'latin-hypercube'],
          description: 'All of them, some at random, or some that cover each axis evenly.',
        },
        trials: { type: 'integer', minimum: 1, maximum: MOST_TRIALS, description: 'Points to draw; not for a grid.' },
        seed: { ...pipelineSchema.properties.seed, description: 'Decides which points are drawn.' },
      },
    },
    halving: {
      type: 'object',
      additionalProperties: false,
      required: ['option', 'from'],
      description: 'Successive halving: rounds with a growing budget, in which only the best points go on.',
      properties: {
        option: { type: 'string', minLength: 1, description: 'The option that is the budget, e.g. training.epochs.' },
        from: { type: 'number', exclusiveMinimum: 0, description: 'Budget of the first round.' },
        to: { type: 'number', exclusiveMinimum: 0, description: 'Largest budget; by default that of the last point.' },
        factor: {
          type: 'integer',
          minimum: 2,
          default: 3,
          description: 'How the budget grows, and how many times fewer points go on, from round to round.',
        },
        figure: {
          enum: ['accuracy', 'trainAccuracy'],
          default: 'accuracy',
          description: 'What decides: accuracy on the test split, or on the training split.',
        },
      },
    },
  },
} as const;
