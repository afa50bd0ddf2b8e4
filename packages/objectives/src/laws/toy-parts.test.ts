import type { Scope } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyLearnedEmbedding, toyParts } from './toy-parts';
import { toySchedule } from './toy-schedules';
import { initialToyState, scopesOf, toyBatch } from './toy-state';

const test = suite('toy parts');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('the schedule matches coefficients computed by hand', () => {
  const { steps, snr, transition } = toySchedule([0.2, 0.5]);
  const { a, b, c } = transition(1);
  assert.is(steps, 1);
  const expected = [0.25, 1, 0.75 * Math.SQRT1_2, 0.25 * Math.sqrt(2.5), 0.375];
  [...snr, a, b, c].forEach((found, i) =>
    assert.ok(Math.abs(found - (expected[i] as number)) < 1e-15, `${i}: ${found}`),
  );
});

test('the dataset has balanced classes, each brightest in its own row', async () => {
  const { images, labels, count } = await toyParts.dataset.load('train');
  assert.is(count, 96);
  const brightness = (label: number, row: number): number =>
    images
      .filter((_, i) => labels[Math.floor(i / 16)] === label && Math.floor((i % 16) / 4) === row)
      .reduce((a, b) => a + b, 0);
  for (const label of [0, 1, 2]) {
    const rows = [0, 1, 2, 3].map((row) => brightness(label, row));
    assert.is(rows.indexOf(Math.max(...rows)), label);
  }
  assert.equal(
    [0, 1, 2].map((label) => labels.filter((each) => each === label).length),
    [32, 32, 32],
  );
});

test('test images differ from training images', async () => {
  const [train, held] = await Promise.all([toyParts.dataset.load('train'), toyParts.dataset.load('test')]);
  assert.is(held.count, 48);
  assert.not.equal(held.images.subarray(0, 16), train.images.subarray(0, 16));
});

test('toyBatch scales pixels to [0, 1] and takes the given range', async () => {
  const split = await toyParts.dataset.load('train');
  tf.tidy(() => {
    const { images, labels } = toyBatch(split, [4, 4, 1], 4, 6);
    assert.equal(images.shape, [2, 4, 4, 1]);
    assert.equal([...readTensor(labels)], [1, 2]);
    assert.is(readTensor(images)[0], Math.fround((split.images[64] as number) / 255));
  });
});

test('the learned embedding returns and mixes the rows of its parameter', () => {
  tf.tidy(() => {
    const groups = [{ name: 'embedding', parameters: toyLearnedEmbedding.parameters, statistics: {} }];
    const state = initialToyState({ groups }, 1);
    const scope = scopesOf(state, hostKey(1, 'unused')).embedding as Scope;
    const rows = readTensor(state.embedding?.parameters.weight as Tensor);
    const embedded = readTensor(toyLearnedEmbedding.embed(scope, tf.tensor1d([2, 0], 'int32')));
    assert.equal([...embedded], [rows[4], rows[5], rows[0], rows[1]]);
    const mixed = readTensor(toyLearnedEmbedding.mix(scope, tf.tensor2d([[0.5, 0, 0.5]])));
    assert.equal(
      [...mixed],
      [0, 1].map((d) => Math.fround(((rows[d] as number) + (rows[4 + d] as number)) / 2)),
    );
  });
});

test.run();
