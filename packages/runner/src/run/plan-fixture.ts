import {
  type Dataset,
  defineDataset,
  defineEvaluation,
  defineObjective,
  defineOptimizer,
  definePlugin,
  type Method,
  NopropError,
  type ParameterGroup,
  type Plugin,
  type Program,
  type Split,
  type TrainingData,
} from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createPlan } from '../plan/create-plan';
import type { Plan } from '../plan/plan';
import { IMAGE, method, optimizer, SPLIT } from './fixture';

const options = { type: 'object', additionalProperties: false } as const;

/** {@link SPLIT} for training, its first four images for testing. */
const dataset = defineDataset({
  name: 'run/split',
  summary: 'Ten images.',
  needs: [],
  schema: {
    ...options,
    properties: { note: { type: 'string' }, broken: { enum: ['missing', 'bug'] } },
  },
  build: ({ note, broken }: { note?: string; broken?: 'missing' | 'bug' }): Dataset => ({
    name: 'ten',
    image: IMAGE,
    classes: 3,
    classNames: ['a', 'b', 'c'],
    count: (split) => (split === 'train' ? 10 : 4),
    locate: async () => ({ origin: 'generated', location: 'nowhere', ...(note !== undefined && { note }) }),
    load: async (split) => {
      if (broken === 'bug') throw new TypeError('images is undefined');
      if (broken === 'missing')
        throw new NopropError({
          code: 'dataset_missing',
          path: '',
          message: 'The images are gone from /srv/shared/sets/ten.',
          hint: 'Fetch them.',
        });
      if (split === 'train') return SPLIT;
      return { images: SPLIT.images.subarray(0, 8), labels: SPLIT.labels.subarray(0, 4), count: 4 };
    },
  }),
});

const momentum = defineOptimizer({
  name: 'run/momentum',
  summary: 'Momentum.',
  needs: [],
  schema: { ...options, properties: {} },
  build: () => optimizer,
});

const bowls = defineObjective({
  name: 'run/bowls',
  summary: 'Three bowls and a head.',
  needs: [],
  schema: { ...options, properties: {} },
  build: () => method,
});

/** A loss of sqrt(runs - 0.5 - step), step from 0: finite for `runs` steps, then NaN. */
const cliff: Program = {
  name: 'cliff',
  reads: ['block'],
  writes: ['block'],
  terms: ['slope', 'edge'],
  metrics: [],
  loss: ({ scopes, constants }) => {
    const seen = scopes.block?.statistic('seen') as Tensor;
    const slope = tf.sum(tf.square(scopes.block?.parameter('w') as Tensor));
    const edge = tf.sqrt(tf.sub(tf.add(constants.runs as Tensor, -0.5), seen));
    scopes.block?.setStatistic('seen', tf.add(seen, 1));
    return { total: tf.add(slope, edge), terms: { slope, edge } };
  },
};

/** One pass per epoch; the loss is NaN after `runs` steps. */
export const diverging = (runs: number): Method => ({
  groups: method.groups.slice(0, 1),
  updates: [{ name: 'cliff', program: cliff, bind: { block: 'block/1' }, constants: { runs } }],
  epoch: [{ name: 'only', updates: ['cliff'] }],
  predictor: method.predictor,
});

const cliffs = defineObjective({
  name: 'run/cliff',
  summary: 'Diverges.',
  needs: [],
  schema: { ...options, properties: { runs: { type: 'integer', default: 4 } } },
  build: ({ runs }: { runs: number }) => diverging(runs),
});

/** How often `run/from-images` computed its initial values. */
export const meanImage = { computed: 0 };

/** {@link method}, but the first block starts as the mean image of the training split. */
const fromImages = defineObjective({
  name: 'run/from-images',
  summary: 'Bowls that start at the mean image.',
  needs: [],
  schema: { ...options, properties: {} },
  build: (): Method => {
    const compute = async ({ split, onProgress }: TrainingData): Promise<Float32Array> => {
      meanImage.computed++;
      onProgress?.('the mean image');
      const sums = new Float32Array(2);
      for (const [i, byte] of split.images.entries()) sums[i % 2] = (sums[i % 2] as number) + byte;
      return sums.map((sum) => sum / 255 / split.count);
    };
    const w = { shape: [2], init: { kind: 'data', summary: 'the mean image', compute } } as const;
    const [first, ...others] = method.groups as [ParameterGroup, ...ParameterGroup[]];
    return { ...method, groups: [{ ...first, parameters: { w } }, ...others] };
  },
});

/** Predicted classes of a split, under a configurable name. */
const classes = defineEvaluation({
  name: 'run/classes',
  summary: 'Predicted classes.',
  needs: [],
  schema: {
    ...options,
    properties: { split: { enum: ['train', 'test'], default: 'test' }, as: { type: 'string', default: 'classes' } },
  },
  build: ({ split, as }: { split: Split; as: string }) => ({
    evaluate: async ({ predict }) => {
      const found: number[] = [];
      for await (const batch of predict(split, 0)) found.push(...batch.classes);
      return { split, values: { [as]: found } };
    },
  }),
});

/** For tests: components that train and evaluate on ten images. */
export const runToys: Plugin = definePlugin({
  name: 'run-toys',
  components: [dataset, momentum, bowls, cliffs, fromImages, classes],
});

/** A pipeline of these components. */
export const pipeline = `name: ten
dataset: {uses: run/split}
objective: {uses: run/bowls}
optimizer: {uses: run/momentum}
training: {epochs: 2, batchSize: 4, logEvery: 2}
evaluation: [{uses: run/classes}]
`;

export const planOf = (...overrides: readonly string[]): Promise<Plan> =>
  createPlan({ text: pipeline, file: '-', overrides, builtIns: [runToys] });
