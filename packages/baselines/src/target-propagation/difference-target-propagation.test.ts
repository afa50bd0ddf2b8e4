import { buildComponent, countParameters } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { testObjective, toyParts } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceTargetPropagation } from './difference-target-propagation';

const test = suite('noprop/difference-target-propagation');

const mnist = {
  dataset: { ...toyParts.dataset, image: { height: 28, width: 28, channels: 1 }, classes: 10 },
} as const;

test('by default seven layers of 240 for MNIST: an inverse for each but the first, none for the output', () => {
  const { groups } = buildComponent(differenceTargetPropagation, {}, mnist);
  const layers = [1, 2, 3, 4, 5, 6, 7];
  assert.equal(
    groups.map(({ name }) => name),
    [...layers.map((l) => `layer/${l}`), ...layers.slice(1).map((l) => `feedback/${l}`), 'output'],
  );
  const counts = groups.map(({ parameters }) => countParameters(parameters));
  assert.equal(counts, [784 * 240 + 240, ...Array(12).fill(240 * 240 + 240), 2410]);
});

test('kernels start orthogonal, biases at 0', () => {
  for (const { name, parameters } of buildComponent(differenceTargetPropagation, {}, mnist).groups) {
    assert.equal([parameters.kernel?.init.kind, parameters.bias?.init.kind], ['orthogonal', 'zeros'], name);
  }
});

test('an epoch trains all inverses on all mini-batches, then all layers, none left out', () => {
  const { epoch, updates } = buildComponent(differenceTargetPropagation, { hidden: [4, 4, 4] }, mnist);
  assert.equal(epoch, [
    { name: 'inverse', updates: ['inverse'] },
    { name: 'forward', updates: ['forward'] },
  ]);
  assert.equal(
    updates.map(({ program }) => program.writes),
    [
      ['feedback/2', 'feedback/3'],
      ['layer/1', 'layer/2', 'layer/3', 'output'],
    ],
  );
});

test('one hidden layer has nothing to propagate', () => {
  assert.is(
    messageOf(() => buildComponent(differenceTargetPropagation, { hidden: [240] }, mnist)),
    'hidden  The value must NOT have fewer than 2 items, found a list.  [invalid_value]',
  );
});

test.run();

testObjective(differenceTargetPropagation, { options: { hidden: [8, 8], targetStep: 8 } });
testObjective(differenceTargetPropagation, { options: { hidden: [12, 10, 8], targetStep: 8, noise: 0.1 } });
