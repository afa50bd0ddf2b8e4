const component = {
  type: 'object',
  additionalProperties: false,
  required: ['uses', 'with'],
  properties: {
    uses: { type: 'string', description: 'Name of the component, <vendor>/<component>.' },
    with: { type: 'object', description: 'Options of the component, with defaults filled in and paths left out.' },
  },
} as const;

const count = { type: 'integer', minimum: 0 } as const;
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const perChannel = { type: 'array', items: { type: 'number' } } as const;

/** The content of `model.json`, draft-07. */
export const modelCardSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'NoProp model card',
  description:
    'Describes the model.safetensors next to it and its training. It holds no times, so equal runs give equal cards.',
  type: 'object',
  additionalProperties: false,
  required: [
    'format',
    'name',
    'planId',
    'seed',
    'status',
    'plugins',
    'components',
    'dataset',
    'input',
    'parameters',
    'training',
    'evaluation',
    'engine',
    'weights',
    'tensors',
  ],
  properties: {
    format: { const: 1, description: 'Version of this format.' },
    name: { type: 'string', description: 'Name of the run.' },
    planId: { ...digest, description: 'sha256 of everything that decides the result.' },
    seed: { ...count, description: 'Seed of every random number in the run.' },
    status: {
      enum: ['completed', 'interrupted', 'failed', 'unfinished'],
      description: 'How the run ended; unfinished means that it was killed or is still running.',
    },
    plugins: {
      type: 'array',
      description: 'Plugin packages of the components; built-ins are not listed.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'version'],
        properties: { name: { type: 'string' }, version: { type: 'string' } },
      },
    },
    components: { type: 'object', additionalProperties: component, description: 'Components by slot.' },
    dataset: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'classNames'],
      properties: {
        name: { type: 'string' },
        classNames: { type: 'array', items: { type: 'string' }, description: 'In the order of the scores.' },
      },
    },
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['layout', 'height', 'width', 'channels', 'scale'],
      description: 'Model input: bytes multiplied by scale, then normalized if normalization is given.',
      properties: {
        layout: { const: 'B H W C' },
        height: count,
        width: count,
        channels: count,
        scale: { type: 'number', description: 'Factor applied to pixels from 0 to 255.' },
        normalization: {
          type: 'object',
          additionalProperties: false,
          required: ['mean', 'deviation'],
          description: '(x - mean) / deviation per channel, after scaling.',
          properties: { mean: perChannel, deviation: perChannel },
        },
      },
    },
    parameters: {
      type: 'object',
      additionalProperties: false,
      required: ['total', 'groups', 'statistics'],
      properties: {
        total: count,
        groups: { type: 'object', additionalProperties: count, description: 'Trained numbers by parameter group.' },
        statistics: { ...count, description: 'Numbers that are stored but not trained, over all groups.' },
      },
    },
    training: {
      type: 'object',
      additionalProperties: false,
      required: ['epochs', 'batchSize', 'examples', 'steps', 'plannedSteps'],
      properties: {
        epochs: { ...count, description: 'Planned epochs.' },
        batchSize: count,
        examples: { ...count, description: 'Number of training images.' },
        steps: { ...count, description: 'Training steps that produced these tensors.' },
        plannedSteps: count,
      },
    },
    evaluation: {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Metrics of these tensors by split, as in result.json; empty if they were not evaluated.',
    },
    engine: {
      type: 'object',
      additionalProperties: false,
      required: ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'],
      description: 'Engine of the run.',
      properties: {
        backend: { type: 'string' },
        version: { type: 'string' },
        device: { type: 'string' },
        threads: count,
        oneDnn: { type: 'boolean' },
        compiler: { type: 'string' },
      },
    },
    weights: {
      type: 'object',
      additionalProperties: false,
      required: ['file', 'bytes', 'sha256'],
      properties: { file: { type: 'string' }, bytes: count, sha256: digest },
    },
    tensors: {
      type: 'array',
      description: 'Sorted by name: parameters/<group>/<path> and statistics/<group>/<path>.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'dtype', 'shape'],
        properties: { name: { type: 'string' }, dtype: { const: 'F32' }, shape: { type: 'array', items: count } },
      },
    },
  },
} as const;
