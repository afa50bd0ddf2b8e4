import { startEngine, tf } from '@noprop/engine';
import { oneHotLabels } from '@noprop/objectives';
import { assertClose, toyParts, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createOverlay, neutralStrengths } from './overlay';

const test = suite('createOverlay');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const rows = () =>
  tf.tensor2d([
    [9, 9, 9, 0.25, 0.5, 0.75],
    [8, 8, 8, 1, 0, 1],
  ]);

test('replaces only the first values, one per class', () => {
  const overlay = createOverlay(toyParts.dataset);
  assert.equal(
    valuesOf(() => overlay(rows(), oneHotLabels(tf.tensor1d([2, 0], 'int32'), 3))),
    [0, 0, 1, 0.25, 0.5, 0.75, 1, 0, 0, 1, 0, 1],
  );
});

test('writes 1 / K for each class as the neutral label', () => {
  const overlay = createOverlay(toyParts.dataset);
  assertClose(
    valuesOf(() => overlay(rows(), neutralStrengths(3))),
    [1 / 3, 1 / 3, 1 / 3, 0.25, 0.5, 0.75, 1 / 3, 1 / 3, 1 / 3, 1, 0, 1],
    1e-7,
  );
  assertClose(
    valuesOf(() => neutralStrengths(10)),
    Array(10).fill(0.1),
    1e-7,
  );
});

test('normalizes the label like the dataset, channel by channel', () => {
  const overlay = createOverlay({
    ...toyParts.dataset,
    image: { height: 1, width: 3, channels: 2 },
    normalization: { mean: [0.5, 0.2], deviation: [0.25, 0.4] },
  });
  const found = valuesOf(() => overlay(rows(), oneHotLabels(tf.tensor1d([2, 1], 'int32'), 3)));
  assertClose(found, [-2, -0.5, 2, 0.25, 0.5, 0.75, -2, 2, -2, 1, 0, 1], 1e-6);
});

test.run();
