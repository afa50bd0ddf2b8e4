import {
  buildComponent,
  type Component,
  createScope,
  type Dataset,
  type Embedding,
  NopropError,
  type Scope,
} from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from './assert-close';
import { initialValues, valuesOf } from './fixture';

const CLASSES = 5;

/** The laws of every class embedding, as a test suite: call it from the test file of an embedding. */
export function testEmbedding(
  component: Component<'embedding'>,
  options: Readonly<Record<string, unknown>> = {},
  dataset: Dataset = dataless,
): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const embedding = buildComponent(component, options, { dataset });
  const { classes, dimension } = embedding;
  const within = (law: (scope: Scope) => void) => () => {
    tf.tidy(() => law(scopeOf(embedding)));
  };
  const labels = () => tf.tensor1d([2, 0, 4, 2], 'int32');
  const weights = () => hostKey(1, 'weights').normal([3, classes]);

  test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

  test('has one embedding a class of the dataset', () => assert.is(classes, dataset.classes));

  test(
    'embeds labels B as B D, float32',
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
    'all weight on one class gives its embedding',
    within((scope) => {
      const certain = tf.cast(tf.oneHot(labels(), classes), 'float32');
      assertClose(valuesOf(embedding.mix(scope, certain)), valuesOf(embedding.embed(scope, labels())), 1e-5);
    }),
  );

  test(
    'mixing is linear in the weights',
    within((scope) => {
      const [a, b] = [weights(), hostKey(2, 'weights').normal([3, classes])];
      const mixed = valuesOf(embedding.mix(scope, tf.add(tf.mul(2, a), b)));
      const apart = tf.add(tf.mul(2, embedding.mix(scope, a)), embedding.mix(scope, b));
      assertClose(mixed, valuesOf(apart), 1e-5);
    }),
  );

  test(
    'no two classes share an embedding',
    within((scope) => {
      const rows = Array.from({ length: classes }, (_, k) =>
        String(valuesOf(embedding.embed(scope, tf.tensor1d([k], 'int32')))),
      );
      assert.is(new Set(rows).size, classes);
    }),
  );

  test.run();
}

function scopeOf(embedding: Embedding): Scope {
  const random = hostKey(1, 'laws');
  const parameters = initialValues(embedding.parameters, random);
  return createScope({ group: 'embedding', parameters, statistics: {}, random, training: true }).scope;
}

/** A dataset of sizes alone, for embeddings that need no more than those. */
export const dataless: Dataset = {
  name: 'none',
  image: { height: 4, width: 4, channels: 1 },
  classes: CLASSES,
  classNames: Array.from({ length: CLASSES }, (_, k) => String(k)),
  count: () => 0,
  locate: () => Promise.reject(missing()),
  load: () => Promise.reject(missing()),
};

function missing(): NopropError {
  return new NopropError({ code: 'dataset_missing', path: 'dataset', message: 'This dataset has sizes and no data.' });
}
