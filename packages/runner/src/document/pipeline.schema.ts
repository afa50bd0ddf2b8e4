/** A slot: the component that fills it, and its options. */
const slot = {
  type: 'object',
  additionalProperties: false,
  required: ['uses'],
  properties: {
    uses: { type: 'string', description: 'Name of the component, <vendor>/<component>.' },
    with: { type: 'object', description: "The component's options." },
  },
} as const;

const positive = { type: 'integer', minimum: 1 } as const;

/** The pipeline document; options inside `with` are validated by the components themselves. */
export const pipelineSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['objective', 'optimizer', 'dataset', 'training'],
  properties: {
    name: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
      description: 'Name of the run folder; derived from the file name by default.',
    },
    description: { type: 'string', description: 'What the experiment is about, for readers.' },
    extends: {
      // One rule per type instead of anyOf, as for threads.
      type: ['string', 'array'],
      minLength: 1,
      maxLength: 1000,
      minItems: 1,
      maxItems: 64,
      items: { type: 'string', minLength: 1, maxLength: 1000 },
      description:
        'Files to inherit from, relative to this one. Later files override earlier ones; this file overrides them all.',
    },
    plugins: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Packages, installed next to this file, whose components may be used.',
    },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      default: 1,
      description: 'Seed of every random number in the run.',
    },
    engine: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'Engine to run on.',
      properties: {
        backend: { enum: ['auto', 'tensorflow', 'wasm', 'cpu'], default: 'auto', description: 'Tensor backend.' },
        device: {
          enum: ['auto', 'cpu', 'gpu'],
          default: 'auto',
          description: 'Device to run on; auto uses a GPU if there is one.',
        },
        threads: {
          // One rule per type instead of anyOf: a mistake then gives one issue, not one per branch.
          type: ['integer', 'string'],
          minimum: 1,
          pattern: '^auto$',
          default: 'auto',
          description: 'Number of threads. It affects rounding, so identical runs need the same number.',
        },
        compiler: {
          enum: ['auto', 'graph', 'xla', 'none'],
          default: 'auto',
          description: 'How steps are compiled; none runs op by op.',
        },
      },
    },
    dataset: { ...slot, description: 'Labeled images.' },
    embedding: { ...slot, description: 'Class embeddings.' },
    schedule: { ...slot, description: 'Noise schedule.' },
    blocks: { ...slot, description: 'Denoising blocks.' },
    objective: { ...slot, description: 'What is learned, and how to predict with it.' },
    optimizer: { ...slot, description: 'How gradients update the parameters.' },
    training: {
      type: 'object',
      additionalProperties: false,
      required: ['epochs'],
      description: 'How long to train, and in which batches.',
      properties: {
        batchSize: { ...positive, default: 128, description: 'Images per mini-batch.', 'x-paper': 'table:3' },
        epochs: {
          ...positive,
          description: 'Number of epochs; one epoch of NoProp-DT is T passes over the data.',
          'x-paper': 'table:3',
        },
        dropLast: { type: 'boolean', default: false, description: 'Skip the last mini-batch if it is smaller.' },
        limit: { ...positive, description: 'Number of training images to use, from the first; all by default.' },
        logEvery: { ...positive, default: 50, description: 'Steps between two readings of the loss.' },
        checkpointEvery: { ...positive, description: 'Steps between two checkpoints; one epoch by default.' },
      },
    },
    evaluation: { type: 'array', items: slot, default: [], description: 'Evaluations after training.' },
    evaluateEvery: {
      type: 'object',
      additionalProperties: false,
      required: ['evaluation'],
      description: 'Evaluations during training, at intervals and after the last epoch; none by default.',
      properties: {
        epochs: { ...positive, default: 1, description: 'Epochs between two evaluations.' },
        evaluation: { type: 'array', minItems: 1, items: slot, description: 'Evaluations to run.' },
      },
    },
    sinks: {
      type: 'array',
      items: slot,
      default: [],
      description: 'Where to send metrics during the run, besides its folder. Does not affect the result.',
    },
    expected: {
      type: 'object',
      description: 'Values to compare with, by metric: accuracy (on the test split), trainAccuracy.',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          paper: { type: 'number', description: "The paper's value." },
          spread: { type: 'number', description: "The paper's spread." },
          tolerance: { type: 'number', description: 'Largest difference that counts as reproduced.' },
        },
      },
    },
  },
} as const;

/** The slots with one component, in the order in which they are built. */
export const slots = ['dataset', 'embedding', 'schedule', 'blocks', 'optimizer', 'objective'] as const;
export type Slot = (typeof slots)[number];

/** The slots with a list of components: their path in the document, and the kind of the components. */
export const lists = { evaluation: 'evaluation', 'evaluateEvery.evaluation': 'evaluation', sinks: 'sink' } as const;
export type List = keyof typeof lists;

/** A validated slot. */
export interface SlotDocument {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** A document that passed {@link pipelineSchema}, defaults filled in. */
export type PipelineDocument = {
  readonly [S in Slot]?: SlotDocument;
} & {
  readonly name?: string;
  readonly description?: string;
  readonly plugins: readonly string[];
  readonly seed: number;
  readonly engine: EngineDocument;
  readonly training: TrainingDocument;
  readonly evaluation: readonly SlotDocument[];
  readonly evaluateEvery?: { readonly epochs: number; readonly evaluation: readonly SlotDocument[] };
  readonly sinks: readonly SlotDocument[];
  readonly expected?: Readonly<
    Record<string, { readonly paper?: number; readonly spread?: number; readonly tolerance?: number }>
  >;
};

export interface EngineDocument {
  readonly backend: 'auto' | 'tensorflow' | 'wasm' | 'cpu';
  readonly device: 'auto' | 'cpu' | 'gpu';
  readonly threads: 'auto' | number;
  readonly compiler: 'auto' | 'graph' | 'xla' | 'none';
}

export interface TrainingDocument {
  readonly batchSize: number;
  readonly epochs: number;
  readonly dropLast: boolean;
  readonly limit?: number;
  readonly logEvery: number;
  readonly checkpointEvery?: number;
}
