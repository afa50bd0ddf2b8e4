import { buildComponent, countParameters } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { initialToyState, row, runUpdate, testObjective, toyParts, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertBatch, assertPeers, LABELS, runBatch } from '../forward-forward/oracle';
import { forwardForwardUnsupervised } from './forward-forward-unsupervised';
import { createMasks } from './hybrid';

const test = suite('noprop/forward-forward-unsupervised');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('matches a whole mini-batch in double precision: hybrids, terms and all gradients', () => {
  runBatch(forwardForwardUnsupervised, { blurs: 1, maskThreshold: 0.4, theta: 0.7 }, (ran) => {
    const { images } = ran;
    const key = hostKey(1, 'network').fold('masks');
    const masks = valuesOf(() => createMasks(LABELS.length, toyParts.dataset.image, { blurs: 1, threshold: 0.4 }, key));
    const hybrid = (image: readonly number[], i: number): number[] => {
      const partner = images[(i + 1) % images.length] as readonly number[];
      const mask = row(masks, i, image.length);
      return image.map((value, j) => (mask[j] === 1 ? value : (partner[j] as number)));
    };
    assertBatch(ran, { positives: images, negatives: images.map(hybrid), read: images, theta: 0.7 });
  });
});

test('applies peer normalization with the given strength', () => {
  assertPeers(forwardForwardUnsupervised, ({ images }) => images);
});

test('hides labels from the layers: other labels change only the gradients of the head', () => {
  const gradients = (labels: readonly number[]): Record<string, number[]> => {
    const method = buildComponent(forwardForwardUnsupervised, { hidden: [6, 5] }, toyParts);
    return tf.tidy(() => {
      const images = hostKey(1, 'images').uniform([labels.length, 4, 4, 1]);
      const batch = { images, labels: tf.tensor1d([...labels], 'int32') };
      const outcome = runUpdate(method.updates[0] as never, initialToyState(method, 1), batch, hostKey(1, 'network'));
      return Object.fromEntries(
        Object.entries(outcome.gradients).map(([role, { kernel }]) => [role, [...readTensor(kernel as never)]]),
      ) as never;
    }) as unknown as Record<string, number[]>;
  };
  const [some, others] = [gradients([0, 1, 2, 0]), gradients([1, 0, 0, 2])];
  for (const role of ['layer/1', 'layer/2']) assert.equal(some[role], others[role], role);
  assert.not.equal(some.head, others.head);
});

test('defaults to four layers of 2000, with a head on the last three', () => {
  const image = { height: 28, width: 28, channels: 1 };
  const dataset = { ...toyParts.dataset, image, classes: 10 };
  const { groups } = buildComponent(forwardForwardUnsupervised, {}, { ...toyParts, dataset });
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [
      ['layer/1', 1_570_000],
      ['layer/2', 4_002_000],
      ['layer/3', 4_002_000],
      ['layer/4', 4_002_000],
      ['head', 60_010],
    ],
  );
});

test.run();

testObjective(forwardForwardUnsupervised, { options: { hidden: [12, 12, 12], blurs: 1 } });
