import { buildComponent, countParameters, type Update } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { initialToyState, runUpdate, testObjective, toyParts } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceTargetPropagation } from './difference-target-propagation';

const test = suite('noprop/difference-target-propagation');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const mnist = {
  dataset: { ...toyParts.dataset, image: { height: 28, width: 28, channels: 1 }, classes: 10 },
} as const;

test('defaults to seven layers of 240, with an inverse for each but the first', () => {
  const { groups } = buildComponent(differenceTargetPropagation, {}, mnist);
  const layers = [1, 2, 3, 4, 5, 6, 7];
  assert.equal(
    groups.map(({ name }) => name),
    [...layers.map((l) => `layer/${l}`), ...layers.slice(1).map((l) => `feedback/${l}`), 'output'],
  );
  const counts = groups.map(({ parameters }) => countParameters(parameters));
  assert.equal(counts, [784 * 240 + 240, ...Array(12).fill(240 * 240 + 240), 2410]);
});

test('starts kernels orthogonal and biases at 0', () => {
  for (const { name, parameters } of buildComponent(differenceTargetPropagation, {}, mnist).groups) {
    assert.equal([parameters.kernel?.init.kind, parameters.bias?.init.kind], ['orthogonal', 'zeros'], name);
  }
});

test('trains all inverses on all mini-batches of an epoch, then all layers', () => {
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

test('uses the given target step and noise', () => {
  const ran = (name: string, options: object) => {
    const method = buildComponent(differenceTargetPropagation, { hidden: [6, 5, 4], ...options }, toyParts);
    const update = method.updates.find((each) => each.name === name) as Update;
    const images = hostKey(1, 'images').uniform([3, 4, 4, 1]);
    const batch = { images, labels: tf.tensor1d([2, 0, 1], 'int32') };
    return runUpdate(update, initialToyState(method, 1), batch, hostKey(1, 'train'));
  };
  tf.tidy(() => {
    // The top layer's gradient is proportional to the step: it is -2 eta / B dLoss/dh_L through the layer.
    const [once, thrice] = [2, 6].map((targetStep) => ran('forward', { targetStep }).gradients['layer/3']?.kernel);
    assertClose(thrice as Tensor, tf.mul(3, once as Tensor), 1e-5);
    assert.ok(Math.max(...(once as Tensor).dataSync().map(Math.abs)) > 1e-3, 'the gradient is not 0');
    // Inverses stay between -1 and 1, so noise of 100 puts their targets far out of reach.
    const [calm, wild] = [0, 100].map((noise) => ran('inverse', { noise }).terms.reconstruction) as [number, number];
    assert.ok(calm < 20, `without noise ${calm}`);
    assert.ok(wild > 5e4 && wild < 2e5, `expected about 110,000 for 11 units with noise of 100, got ${wild}`);
  });
});

test('refuses a single hidden layer', () => {
  assert.is(
    messageOf(() => buildComponent(differenceTargetPropagation, { hidden: [240] }, mnist)),
    'hidden  Expected at least 2 items, got 1.  [invalid_value]',
  );
});

test.run();

testObjective(differenceTargetPropagation, { options: { hidden: [8, 8], targetStep: 8 } });
testObjective(differenceTargetPropagation, { options: { hidden: [12, 10, 8], targetStep: 8, noise: 0.1 } });
