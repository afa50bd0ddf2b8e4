import { buildComponent, countParameters, type Dimensions } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testBlocks } from '../testing';
import { applyBlock, createSetting, valuesOf } from '../testing/fixture';
import { convContinuous } from './conv-continuous';

const test = suite('noprop/conv-continuous');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const mnist = { height: 28, width: 28, channels: 1 };
const cifar = { height: 32, width: 32, channels: 3 };

/** Name, image, classes, padding; parameter counts for one-hot, 20-dimensional and image-sized embeddings. */
const COUNTS = [
  ['MNIST', mnist, 10, 'same', 1_949_066, 1_951_626, 3_644_810],
  ['MNIST', mnist, 10, 'valid', 867_722, 870_282, 1_482_122],
  ['CIFAR-10', cifar, 10, 'same', 2_441_162, 2_443_722, 4_629_002],
  ['CIFAR-10', cifar, 10, 'valid', 1_163_210, 1_165_770, 2_073_098],
  ['CIFAR-100', cifar, 100, 'same', 2_475_812, 2_455_332, 4_640_612],
  ['CIFAR-100', cifar, 100, 'valid', 1_197_860, 1_177_380, 2_084_708],
] as const;

for (const [name, image, classes, padding, ...expected] of COUNTS) {
  test(`has the parameter count of the figure's network on ${name}, padding ${padding}`, () => {
    const count = (embedding: number): number =>
      countParameters(buildComponent(convContinuous, { padding }).create({ image, classes, embedding }).parameters);
    assert.equal([classes, 20, image.height * image.width * image.channels].map(count), expected);
  });
}

test('has stable parameter paths, the shapes of the figure and no statistics', () => {
  const network = buildComponent(convContinuous).create({ image: mnist, classes: 10, embedding: 10 });
  const shapes = Object.entries(network.parameters).map(([path, { shape }]) => `${path} ${shape.join('x')}`);
  assert.equal(shapes, SHAPES);
  assert.equal(network.statistics, {});
});

const layer = (path: string, kernel: string): string[] => [
  `${path}/kernel ${kernel}`,
  `${path}/bias ${kernel.split('x').at(-1)}`,
];
const SHAPES = [
  ...layer('image/conv1', '3x3x1x32'),
  ...layer('image/conv2', '3x3x32x64'),
  ...layer('image/conv3', '3x3x64x128'),
  ...layer('image/dense', '6272x256'),
  ...layer('label/dense', '10x256'),
  ...layer('time/dense', '64x256'),
  ...layer('fusion/dense1', '768x256'),
  ...layer('fusion/dense2', '256x128'),
  ...layer('output', '128x10'),
];

test('initializes kernels and biases within 1 / sqrt(fan-in), as PyTorch does', () => {
  const { parameters } = buildComponent(convContinuous).create({ image: mnist, classes: 10, embedding: 10 });
  const bound = (path: string): number | undefined => {
    const init = parameters[path]?.init;
    return init?.kind === 'uniform' ? init.bound : undefined;
  };
  assert.equal(['time/dense/kernel', 'time/dense/bias'].map(bound), [1 / 8, 1 / 8]);
  const fused = 1 / Math.sqrt(768);
  assert.equal(['fusion/dense1/kernel', 'fusion/dense1/bias'].map(bound), [fused, fused]);
});

const tiny = { channels: [2, 3, 4], hidden: 6, fusion: 5, timeEmbedding: 8 };
const dimensions: Dimensions = { image: { height: 8, width: 8, channels: 1 }, classes: 3, embedding: 4 };
const setting = () => createSetting(buildComponent(convContinuous, tiny), dimensions, 2);

test('refuses a missing time and times that do not match the images', () => {
  tf.tidy(() => {
    const apply = (t: object) => () => applyBlock({ ...setting(), ...t }, { training: false });
    assert.is(
      messageOf(apply({ t: tf.zeros([3]) })),
      'Shape mismatch: t is [3], expected B with B = 2 (from features).',
    );
    assert.is(messageOf(apply({ t: tf.zeros([2, 1]) })), 'Shape mismatch: t is [2, 1], expected B (rank 1).');
    assert.is(messageOf(apply({ t: undefined })), 'internal: noprop/conv-continuous got no time for z.');
  });
});

test('refuses invalid options', () => {
  const build = (options: Record<string, unknown>) => () => buildComponent(convContinuous, options);
  assert.is(messageOf(build({ timeEmbedding: 7 })), 'timeEmbedding  Expected a multiple of 2, got 7.  [invalid_value]');
  assert.is(messageOf(build({ timeEmbedding: 2 })), 'timeEmbedding  Expected a number >= 4, got 2.  [out_of_range]');
  assert.is(messageOf(build({ timeScale: 0 })), 'timeScale  Expected a number > 0, got 0.  [out_of_range]');
});

test('measures time in units of 1 / timeScale', () => {
  tf.tidy(() => {
    const logits = (timeScale: number, t: number): number[] => {
      const family = buildComponent(convContinuous, { ...tiny, timeScale });
      return valuesOf(
        applyBlock({ ...createSetting(family, dimensions, 2), t: tf.scalar(t) }, { training: false }).logits,
      );
    };
    assert.equal(logits(8, 0.5), logits(16, 0.25));
    assert.not.equal(logits(8, 0.5), logits(16, 0.5));
  });
});

test.run();

testBlocks(convContinuous, tiny);
testBlocks(convContinuous, { ...tiny, dropout: 0, timeScale: 1 });
testBlocks(convContinuous, { ...tiny, label: 'image' }, { ...dimensions, embedding: 64 });
testBlocks(
  convContinuous,
  { ...tiny, padding: 'valid' },
  { ...dimensions, image: { height: 14, width: 15, channels: 1 } },
);
