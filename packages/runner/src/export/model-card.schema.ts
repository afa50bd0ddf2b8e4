const component = {
  type: 'object',
  additionalProperties: false,
  required: ['uses', 'with'],
  properties: {
    uses: { type: 'string', description: 'Name of the component, <vendor>/<component>.' },
    with: { type: 'object', description: 'Its options, defaults filled in and paths left out.' },
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
    'What is in the model.safetensors beside it, and how it came about. It holds no clock: equal runs give equal cards.',
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
    seed: { ...count, description: 'Of every random number of the run.' },
    status: {
      enum: ['completed', 'interrupted', 'failed', 'unfinished'],
      description: 'How the run ended; unfinished: it was killed, or goes on.',
    },
    plugins: {
      type: 'array',
      description: 'Packages that the components come from, beside the built-ins.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'version'],
        properties: { name: { type: 'string' }, version: { type: 'string' } },
      },
    },
    components: { type: 'object', additionalProperties: component, description: 'By slot.' },
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
      description: 'What the model takes: bytes, times scale, and then normalised where it says so.',
      properties: {
        layout: { const: 'B H W C' },
        height: count,
        width: count,
        channels: count,
        scale: { type: 'number', description: 'Factor on pixels from 0 to 255.' },
        normalization: {
          type: 'object',
          additionalProperties: false,
          required: ['mean', 'deviation'],
          description: '(x - mean) / deviation, one number a channel, after scaling.',
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
        groups: { type: 'object', additionalProperties: count, description: 'By parameter group.' },
        statistics: { ...count, description: 'Numbers that are carried along but not trained, in all groups.' },
      },
    },
    training: {
      type: 'object',
      additionalProperties: false,
      required: ['epochs', 'batchSize', 'examples', 'steps', 'plannedSteps'],
      properties: {
        epochs: { ...count, description: 'As planned.' },
        batchSize: count,
        examples: { ...count, description: 'Training images.' },
        steps: { ...count, description: 'Steps that these tensors have seen.' },
        plannedSteps: count,
      },
    },
    evaluation: {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Figures of these tensors by split, as in result.json; empty where they were not evaluated.',
    },
    engine: {
      type: 'object',
      additionalProperties: false,
      required: ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'],
      description: 'What the run was computed on.',
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
