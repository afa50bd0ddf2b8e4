import { buildComponent, type Embedding, type Parts, type Update } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, readTensor, startEngine, type Tensor, tf } from '@noprop/engine';
import {
  assertClose,
  assertGradients,
  initialToyState,
  linearBlocks,
  type Outcome,
  roleValues,
  runUpdate,
  toyBlocks,
  toyContinuousParts,
  toyLearnedEmbedding,
  valuesOf,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adjoint } from './adjoint';
import { crossEntropyInDoubles } from './fixture';
import { noisyBlocks } from './noisy-blocks';

const test = suite('program of noprop/adjoint');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];

type Run = readonly [outcome: Outcome, update: Update, state: ReturnType<typeof initialToyState>];

/** Runs the update once; call it inside `tf.tidy`. */
function run(options: Readonly<Record<string, unknown>>, parts: Partial<Parts> = {}): Run {
  const method = buildComponent(adjoint, { steps: 4, ...options }, { ...toyContinuousParts, ...parts });
  const [update] = method.updates as [Update];
  const state = initialToyState(method, 1);
  const images = hostKey(1, 'images').uniform([LABELS.length, 4, 4, 1]);
  const batch = { images, labels: tf.tensor1d(LABELS, 'int32') };
  return [runUpdate(update, state, batch, hostKey(1, 'network')), update, state];
}

const named = ({ gradients }: Outcome): Readonly<Record<string, number[]>> =>
  Object.fromEntries(
    Object.entries(gradients).flatMap(([role, tensors]) =>
      Object.entries(tensors).map(([path, tensor]) => [`${role}/${path}`, [...readTensor(tensor)]]),
    ),
  );

const embeddings: readonly (readonly [string, Embedding])[] = [
  ['one-hot', toyContinuousParts.embedding],
  ['a learned embedding', toyLearnedEmbedding],
];

for (const [name, embedding] of embeddings) {
  for (const gradient of ['discrete', 'unrolled']) {
    test(`${gradient}, ${name}: matches the loss and gradient of the steps in double precision`, () => {
      tf.tidy(() => {
        const [outcome, update, state] = run({ gradient }, { embedding, blocks: linearBlocks('continuous') });
        const { dimension } = embedding;
        const zNoise = valuesOf(() => hostKey(1, 'network').fold('zNoise').normal([LABELS.length, dimension]));
        const values = roleValues(update, state);
        const given = { labels: LABELS, dimension, steps: 4, zNoise };
        assert.equal(Object.keys(outcome.terms), ['crossEntropy']);
        assertClose([outcome.total], [crossEntropyInDoubles(values, given)], 1e-6);
        assertGradients(outcome, values, (at) => crossEntropyInDoubles(at, given), 3e-6);
      });
    });
  }
}

for (const solver of ['euler', 'rk4']) {
  test(`discrete, ${solver}: matches the gradient of the unrolled steps, with image layers and dropout`, () => {
    tf.tidy(() => {
      const parts = { blocks: noisyBlocks, embedding: toyLearnedEmbedding };
      const [[found], [expected]] = ['discrete', 'unrolled'].map((gradient) => run({ gradient, solver }, parts)) as [
        Run,
        Run,
      ];
      assert.is(found.total, expected.total);
      assert.equal(found.metrics, expected.metrics);
      assert.equal(Object.keys(named(found)).sort(), Object.keys(named(expected)).sort());
      for (const [path, numbers] of Object.entries(named(expected)))
        assertClose(named(found)[path] ?? [], numbers, 1e-6);
      const { mean } = expected.statistics.network as Record<string, Tensor>;
      assert.equal([...readTensor(found.statistics.network?.mean as Tensor)], [...readTensor(mean as Tensor)]);
    });
  });
}

for (const gradient of ['adjoint', 'backsolve']) {
  test(`${gradient}: agrees with the discrete gradient to the accuracy of the solver`, () => {
    const largestError = (options: object): number => {
      const parts = { blocks: noisyBlocks, embedding: toyLearnedEmbedding };
      return tf.tidy(() => {
        const [[found], [expected]] = [gradient, 'discrete'].map((each) =>
          run({ gradient: each, ...options }, parts),
        ) as [Run, Run];
        const errors = Object.entries(named(expected)).flatMap(([path, numbers]) =>
          numbers.map((value, i) => Math.abs((named(found)[path]?.[i] as number) - value)),
        );
        return Math.max(...errors) as never;
      }) as unknown as number;
    };
    assert.ok(largestError({ solver: 'rk4', steps: 8 }) < 1e-5, 'rk4');
    const [coarse, fine] = [largestError({ steps: 20 }), largestError({ steps: 40 })];
    assert.ok(
      coarse > 1e-4 && Math.abs(coarse / fine - 2) < 0.2,
      `Euler should be of first order: ${coarse}, then ${fine}`,
    );
  });
}

test('gives the image layers the gradient of central differences', () => {
  tf.tidy(() => {
    const options = { steps: 6, solver: 'rk4' };
    const method = buildComponent(adjoint, options, toyContinuousParts);
    const [update] = method.updates as [Update];
    const state = initialToyState(method, 1);
    const images = hostKey(1, 'images').uniform([LABELS.length, 4, 4, 1]);
    const batch = { images, labels: tf.tensor1d(LABELS, 'int32') };
    const kernel = state.network?.parameters['image/kernel'] as Tensor;
    const lossAt = (by: number): number => {
      const direction = hostKey(1, 'direction').normal(kernel.shape);
      const moved = { ...state.network?.parameters, 'image/kernel': tf.add(kernel, tf.mul(by, direction)) };
      const network = { parameters: moved, statistics: state.network?.statistics ?? {} };
      return runUpdate(update, { ...state, network }, batch, hostKey(1, 'network')).total;
    };
    const slope = (lossAt(0.05) - lossAt(-0.05)) / 0.1;
    const { gradients } = runUpdate(update, state, batch, hostKey(1, 'network'));
    const direction = hostKey(1, 'direction').normal(kernel.shape);
    const found = readTensor(tf.sum(tf.mul(gradients.network?.['image/kernel'] as Tensor, direction)))[0] as number;
    assert.ok(Math.abs(slope) > 0.01, 'the loss depends on the direction');
    assert.ok(Math.abs(found / slope - 1) < 0.01, `expected ${slope}, got ${found}`);
  });
});

for (const gradient of ['adjoint', 'backsolve', 'discrete']) {
  test(`${gradient}: evaluates the image layers once forward and once backward, however many steps`, () => {
    const passesOf = (steps: number): number => {
      let passes = 0;
      const blocks: Parts['blocks'] = {
        time: 'continuous',
        create: (dimensions) => {
          const block = noisyBlocks.create(dimensions);
          const features: typeof block.features = (...given) => {
            passes++;
            return block.features(...given);
          };
          return { ...block, features };
        },
      };
      tf.tidy(() => run({ gradient, steps }, { blocks }) as never);
      return passes;
    };
    assert.equal([passesOf(1), passesOf(7)], [2, 2]);
  });
}

test('refuses blocks that update statistics at every evaluation', () => {
  const blocks = {
    time: 'continuous',
    create: (dimensions) => {
      const block = toyBlocks('continuous').create(dimensions);
      return {
        ...block,
        logits: (scope, features, z, t) => {
          scope.setStatistic('mean', scope.statistic('mean'));
          return block.logits(scope, features, z, t);
        },
      };
    },
  } as Parts['blocks'];
  assert.is(
    messageOf(() => tf.tidy(() => run({}, { blocks }) as never)),
    'noprop/adjoint needs blocks whose logits keep no running statistics, got "mean". Choose blocks without batch norm, such as noprop/conv-continuous.  [wrong_blocks]',
  );
});

test.run();
