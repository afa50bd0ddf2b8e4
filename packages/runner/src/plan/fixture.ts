import {
  type Dataset,
  type DiscreteSchedule,
  defineBlocks,
  defineDataset,
  defineEvaluation,
  defineObjective,
  defineOptimizer,
  definePlugin,
  defineSchedule,
  type Method,
  NopropError,
  type Plugin,
  requireDiscrete,
  type Schema,
} from '@noprop/core';
import { createPlan, type PlanRequest } from './create-plan';
import type { Plan } from './plan';

const options = (properties: NonNullable<Schema['properties']>): Schema =>
  ({ type: 'object', additionalProperties: false, properties }) as Schema;

/** Images of four pixels; `root` is a path, and the folder `nowhere` has no data. */
const pixels = defineDataset({
  name: 'toy/pixels',
  summary: 'Four pixels.',
  needs: [],
  schema: options({
    train: { type: 'integer', minimum: 1, default: 100 },
    root: { type: 'string', 'x-path': true } as object,
  }),
  build: ({ train, root = '/data' }: { train: number; root?: string }): Dataset => ({
    name: 'pixels',
    image: { height: 2, width: 2, channels: 1 },
    classes: 3,
    classNames: ['a', 'b', 'c'],
    count: (split) => (split === 'train' ? train : 10),
    locate: async () => {
      if (!root.endsWith('nowhere')) return { origin: 'folder', location: root };
      throw new NopropError({
        code: 'dataset_missing',
        path: 'root',
        message: 'No pixels there.',
        hint: 'Look elsewhere.',
      });
    },
    load: async () => ({ images: new Uint8Array(4 * train), labels: new Uint8Array(train), count: train }),
  }),
});

const steps = defineSchedule({
  name: 'toy/steps',
  summary: 'Some steps.',
  needs: [],
  schema: options({ steps: { type: 'integer', minimum: 1, default: 3, description: 'T.' } }),
  build: ({ steps: count }: { steps: number }) => ({ kind: 'discrete', steps: count }) as DiscreteSchedule,
});

const dense = defineBlocks({
  name: 'toy/dense',
  summary: 'No blocks at all.',
  needs: ['dataset'],
  schema: options({}),
  build: () => ({}) as never,
});

const momentum = defineOptimizer({
  name: 'toy/momentum',
  summary: 'Momentum.',
  needs: [],
  schema: options({ learningRate: { type: 'number', exclusiveMinimum: 0, default: 0.1 } }),
  build: () => ({ slots: ['velocity'], update: (parameters, _gradients, slots) => ({ parameters, slots }) }),
});

const init = { kind: 'zeros' } as const;
const block = { weight: { shape: [1000, 50], init }, bias: { shape: [50], init } };

/** T blocks of equal shapes, a head and a group with statistics only; refuses a width of 13. */
const chain = defineObjective({
  name: 'toy/chain',
  summary: 'A chain.',
  needs: ['schedule'],
  schema: options({
    eta: { type: 'number', default: 0.5, description: 'A weight.' },
    width: { type: 'integer', default: 10 },
    mode: { enum: ['plain', 'fancy'], default: 'plain' },
  }),
  build: ({ width }: { width: number }, { schedule }): Method => {
    if (width === 13) throw new NopropError({ code: 'bad_width', path: 'width', message: 'Expected another width.' });
    const numbers = Array.from({ length: requireDiscrete(schedule, 'toy/chain').steps }, (_, i) => i + 1);
    return {
      groups: [
        ...numbers.map((t) => ({ name: `block/${t}`, parameters: block, statistics: { mean: { shape: [50], init } } })),
        { name: 'head', parameters: { weight: { shape: [width, 3], init } }, statistics: {} },
        { name: 'watch', parameters: {}, statistics: { seen: { shape: [], init } } },
      ],
      updates: [],
      epoch: numbers.map((t) => ({ name: `block/${t}`, updates: [] })),
      predictor: { predict: () => ({ scores: undefined as never }) },
    };
  },
});

const alone = defineObjective({
  name: 'toy/alone',
  summary: 'Needs nothing.',
  needs: [],
  schema: options({}),
  build: () => ({ groups: [], updates: [], epoch: [], predictor: { predict: () => ({ scores: undefined as never }) } }),
});

const count = defineEvaluation({
  name: 'toy/count',
  summary: 'Counts.',
  needs: [],
  schema: options({ runs: { type: 'integer', minimum: 1, default: 1 } }),
  build: () => ({ evaluate: async () => ({ split: 'test', values: {} }) }),
});

/** For tests: one component of most kinds. */
export const toys: Plugin = definePlugin({
  name: 'toys',
  components: [pixels, steps, dense, momentum, chain, alone, count],
});

/** A pipeline of these components. */
export const pipeline = `# A toy.
dataset:   {uses: toy/pixels}
schedule:  {uses: toy/steps}
objective: {uses: toy/chain, with: {eta: 0.25}}
optimizer: {uses: toy/momentum}
training:  {epochs: 2, batchSize: 30}
evaluation: [{uses: toy/count}]
`;

export const planOf = (request: Partial<PlanRequest> = {}): Promise<Plan> =>
  createPlan({ text: pipeline, file: '/home/toy.yaml', builtIns: [toys], ...request });

/** The full error text of a pipeline that is refused. */
export async function refusalOf(request: Partial<PlanRequest>): Promise<string> {
  try {
    await planOf(request);
  } catch (error) {
    if (error instanceof NopropError && error.exitCode === 2) return error.message;
    throw error;
  }
  throw new Error('Expected the pipeline to be refused, but it was not.');
}
