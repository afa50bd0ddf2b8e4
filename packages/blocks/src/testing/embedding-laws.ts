import {
  buildComponent,
  type Component,
  countParameters,
  createScope,
  type Dataset,
  type Scope,
  type Tensors,
} from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from './assert-close';
import { valuesOf } from './fixture';
import { assertGradients } from './gradient-law';
import { sampleDataset } from './sample-dataset';
import { startingValues } from './starting-values';

/** A test suite with the laws of every class embedding. Call it from the test file of an embedding. */
export function testEmbedding(
  component: Component<'embedding'>,
  options: Readonly<Record<string, unknown>> = {},
  dataset: Dataset = sampleDataset,
): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)} of ${dataset.classes} classes`);
  const embedding = buildComponent(component, options, { dataset });
  const { classes, dimension } = embedding;
  let start: Tensors = {};
  const within = (law: (scope: Scope) => void) => () => {
    tf.tidy(() => law(scopeOf(start)));
  };
  const labels = () => tf.tensor1d([2, 0, classes - 1, 2], 'int32');
  const weights = () => hostKey(1, 'weights').normal([3, classes]);

  test.before(async () => {
    await startEngine({ backend: 'cpu' });
    start = await startingValues(embedding, dataset);
  });
  test.after(() => tf.dispose(start as Record<string, Tensor>));

  test('has one embedding per class of the dataset', () => assert.is(classes, dataset.classes));

  test(
    'embeds labels B as float32 B D',
    within((scope) => {
      const embedded = embedding.embed(scope, labels());
      assert.equal(embedded.shape, [4, dimension]);
      assert.is(embedded.dtype, 'float32');
    }),
  );

  test(
    'mixes weights B K to B D',
    within((scope) => {
      assert.equal(embedding.mix(scope, weights()).shape, [3, dimension]);
    }),
  );

  test(
    'mixes to the embedding of a class that has all the weight',
    within((scope) => {
      const certain = tf.cast(tf.oneHot(labels(), classes), 'float32');
      assertClose(valuesOf(embedding.mix(scope, certain)), valuesOf(embedding.embed(scope, labels())), 1e-5);
    }),
  );

  test(
    'mixes linearly in the weights',
    within((scope) => {
      const [a, b] = [weights(), hostKey(2, 'weights').normal([3, classes])];
      const mixed = valuesOf(embedding.mix(scope, tf.add(tf.mul(2, a), b)));
      const apart = tf.add(tf.mul(2, embedding.mix(scope, a)), embedding.mix(scope, b));
      assertClose(mixed, valuesOf(apart), 1e-5);
    }),
  );

  test(
    'gives every class its own embedding',
    within((scope) => {
      const rows = Array.from({ length: classes }, (_, k) =>
        String(valuesOf(embedding.embed(scope, tf.tensor1d([k], 'int32')))),
      );
      assert.is(new Set(rows).size, classes);
    }),
  );

  test('starts with the same finite values of the declared shapes each time', async () => {
    const again = await startingValues(embedding, dataset);
    assert.equal(Object.keys(start), Object.keys(embedding.parameters));
    for (const [path, tensor] of Object.entries(start)) {
      assert.equal(tensor.shape, embedding.parameters[path]?.shape, path);
      assert.ok(valuesOf(tensor).every(Number.isFinite), path);
      assert.equal(valuesOf(again[path] as Tensor), valuesOf(tensor), path);
    }
    tf.dispose(again as Record<string, Tensor>);
  });

  for (const [use, applied] of [
    ['embedding', (scope: Scope) => embedding.embed(scope, labels())],
    ['mixing', (scope: Scope) => embedding.mix(scope, weights())],
  ] as const) {
    if (countParameters(embedding.parameters) === 0) continue;
    test(`gradients of every parameter through ${use} match finite differences`, () => {
      tf.tidy(() => {
        const loss = (parameters: Tensors): Tensor => {
          const found = applied(scopeOf(parameters));
          return tf.mean(tf.mul(hostKey(1, use).normal(found.shape), found));
        };
        assertGradients(loss, start);
      });
    });
  }

  test.run();
}

function scopeOf(parameters: Tensors): Scope {
  const random = hostKey(1, 'laws');
  return createScope({ group: 'embedding', parameters, statistics: {}, random, training: true }).scope;
}
