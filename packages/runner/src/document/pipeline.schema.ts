/** A slot: which component fills it and with which options. */
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
      description: 'Names the run folder; by default made from the file name.',
    },
    description: { type: 'string', description: 'What the experiment is, for people.' },
    extends: {
      // One rule for each type rather than anyOf, as for threads.
      type: ['string', 'array'],
      minLength: 1,
      maxLength: 1000,
      minItems: 1,
      maxItems: 64,
      items: { type: 'string', minLength: 1, maxLength: 1000 },
      description:
        'Files whose content this one starts from, relative to this one; later ones win over earlier ones, this file over all.',
    },
    plugins: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Packages, installed beside this file, whose components may be used.',
    },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      default: 1,
      description: 'Decides every random number of the run.',
    },
    engine: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'What the run is computed on.',
      properties: {
        backend: { enum: ['auto', 'tensorflow', 'wasm', 'cpu'], default: 'auto', description: 'Tensor backend.' },
        device: { enum: ['auto', 'cpu', 'gpu'], default: 'auto', description: 'A GPU where there is one, or as told.' },
        threads: {
          // One rule for each type rather than anyOf: a mistake is then one issue, not one for each branch.
          type: ['integer', 'string'],
          minimum: 1,
          pattern: '^auto$',
          default: 'auto',
          description: 'Threads; they decide rounding, so equal runs need equal numbers.',
        },
        compiler: {
          enum: ['auto', 'graph', 'xla', 'none'],
          default: 'auto',
          description: 'How steps are compiled; none runs op by op.',
        },
      },
    },
    dataset: { ...slot, description: 'Labelled images.' },
    embedding: { ...slot, description: 'Class embeddings.' },
    schedule: { ...slot, description: 'Noise schedule.' },
    blocks: { ...slot, description: 'Denoising blocks.' },
    objective: { ...slot, description: 'What is learned, and how it predicts.' },
    optimizer: { ...slot, description: 'How parameters follow their gradients.' },
    training: {
      type: 'object',
      additionalProperties: false,
      required: ['epochs'],
      description: 'How long and in which portions.',
      properties: {
        batchSize: { ...positive, default: 128, description: 'Images a mini-batch.', 'x-paper': 'table:3' },
        epochs: {
          ...positive,
          description: 'Epochs; one epoch of NoProp-DT is T passes over the data.',
          'x-paper': 'table:3',
        },
        dropLast: { type: 'boolean', default: false, description: 'Leaves out a last, smaller mini-batch.' },
        limit: { ...positive, description: 'Uses only the first so many training images.' },
        logEvery: { ...positive, default: 50, description: 'Steps between two readings of the loss.' },
        checkpointEvery: { ...positive, description: 'Steps between two checkpoints; by default an epoch.' },
      },
    },
    evaluation: { type: 'array', items: slot, default: [], description: 'What is measured after training.' },
    progress: {
      type: 'object',
      additionalProperties: false,
      required: ['evaluation'],
      description: 'What is measured on the way, every so many epochs and after the last; by default nothing.',
      properties: {
        every: { ...positive, default: 1, description: 'Epochs between two measurements.' },
        evaluation: { type: 'array', minItems: 1, items: slot, description: 'What is measured.' },
      },
    },
    sinks: {
      type: 'array',
      items: slot,
      default: [],
      description: 'Where the figures go while the run goes on, beside its folder; decides nothing about the result.',
    },
    expected: {
      type: 'object',
      description: 'Figures to compare with, by name: accuracy on the test split, trainAccuracy.',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          paper: { type: 'number', description: "The paper's figure." },
          spread: { type: 'number', description: "The paper's spread." },
          tolerance: { type: 'number', description: 'Largest difference that counts as reproduced.' },
        },
      },
    },
  },
} as const;

/** The slots with one component, by the order in which they are built. */
export const slots = ['dataset', 'embedding', 'schedule', 'blocks', 'optimizer', 'objective'] as const;
export type Slot = (typeof slots)[number];

/** The slots with a list of components, by their path in the document, and the kind of what is in it. */
export const lists = { evaluation: 'evaluation', 'progress.evaluation': 'evaluation', sinks: 'sink' } as const;
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
  readonly progress?: { readonly every: number; readonly evaluation: readonly SlotDocument[] };
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
