import { buildComponent, countParameters, type Dimensions } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testBlocks } from '../testing';
import { applyBlock, createSetting } from '../testing/fixture';
import { convDiscrete } from './conv-discrete';

const test = suite('noprop/conv-discrete');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const mnist = { height: 28, width: 28, channels: 1 };
const cifar = { height: 32, width: 32, channels: 3 };

/** Name, image, classes, padding; parameter counts for one-hot, 20-dimensional and image-sized embeddings. */
const COUNTS = [
  ['MNIST', mnist, 10, 'same', 2_001_290, 2_003_850, 3_564_426],
  ['MNIST', mnist, 10, 'valid', 919_946, 922_506, 1_401_738],
  ['CIFAR-10', cifar, 10, 'same', 2_493_386, 2_495_946, 4_548_618],
  ['CIFAR-10', cifar, 10, 'valid', 1_215_434, 1_217_994, 1_992_714],
  ['CIFAR-100', cifar, 100, 'same', 2_528_036, 2_507_556, 4_560_228],
  ['CIFAR-100', cifar, 100, 'valid', 1_250_084, 1_229_604, 2_004_324],
] as const;

for (const [name, image, classes, padding, ...expected] of COUNTS) {
  test(`has the parameter count of the figure's block on ${name}, padding ${padding}`, () => {
    const count = (embedding: number): number =>
      countParameters(buildComponent(convDiscrete, { padding }).create({ image, classes, embedding }).parameters);
    assert.equal([classes, 20, image.height * image.width * image.channels].map(count), expected);
  });
}

test('has stable parameter paths and the shapes of the figure', () => {
  const { parameters, statistics } = buildComponent(convDiscrete).create({ image: mnist, classes: 10, embedding: 10 });
  const shapes = Object.entries({ ...parameters, ...statistics }).map(
    ([path, { shape }]) => `${path} ${shape.join('x')}`,
  );
  assert.equal(shapes, SHAPES);
});

const norm = (path: string, size: number): string[] => [`${path}/scale ${size}`, `${path}/shift ${size}`];
const layer = (path: string, kernel: string): string[] => [
  `${path}/kernel ${kernel}`,
  `${path}/bias ${kernel.split('x').at(-1)}`,
];
const NORMS = [
  'image/norm 256',
  'label/norm1 256',
  'label/norm2 256',
  'label/norm3 256',
  'fusion/norm1 256',
  'fusion/norm2 128',
];
const SHAPES = [
  ...layer('image/conv1', '3x3x1x32'),
  ...layer('image/conv2', '3x3x32x64'),
  ...layer('image/conv3', '3x3x64x128'),
  ...layer('image/dense', '6272x256'),
  ...norm('image/norm', 256),
  ...layer('label/dense1', '10x256'),
  ...norm('label/norm1', 256),
  ...layer('label/dense2', '256x256'),
  ...norm('label/norm2', 256),
  ...layer('label/dense3', '256x256'),
  ...norm('label/norm3', 256),
  ...layer('fusion/dense1', '512x256'),
  ...norm('fusion/norm1', 256),
  ...layer('fusion/dense2', '256x128'),
  ...norm('fusion/norm2', 128),
  ...layer('output', '128x10'),
  ...NORMS.flatMap((entry) => {
    const [path, size] = entry.split(' ') as [string, string];
    return [`${path}/mean ${size}`, `${path}/variance ${size}`];
  }),
];

test('initializes kernels and biases within 1 / sqrt(fan-in), as PyTorch does', () => {
  const { parameters } = buildComponent(convDiscrete).create({ image: mnist, classes: 10, embedding: 10 });
  const bound = (path: string): number | undefined => {
    const init = parameters[path]?.init;
    return init?.kind === 'uniform' ? init.bound : undefined;
  };
  assert.equal(['image/conv1/kernel', 'image/conv1/bias'].map(bound), [1 / 3, 1 / 3]);
  assert.equal(['image/conv3/kernel', 'image/conv3/bias'].map(bound), [1 / 24, 1 / 24]);
  assert.equal(['label/dense2/kernel', 'label/dense2/bias'].map(bound), [1 / 16, 1 / 16]);
  assert.equal(parameters['image/norm/scale']?.init, { kind: 'ones' });
  assert.equal(parameters['image/norm/shift']?.init, { kind: 'zeros' });
});

test('gives an image-sized label a trunk and a batch norm instead of the vector layers', () => {
  const paths = (label: string): string[] => {
    const family = buildComponent(convDiscrete, { label });
    const { parameters, statistics } = family.create({ image: mnist, classes: 10, embedding: 784 });
    return Object.entries({ ...parameters, ...statistics })
      .filter(([path]) => path.startsWith('label/'))
      .map(([path, { shape }]) => `${path} ${shape.join('x')}`);
  };
  const trunk = [
    ...layer('label/conv1', '3x3x1x32'),
    ...layer('label/conv2', '3x3x32x64'),
    ...layer('label/conv3', '3x3x64x128'),
    ...layer('label/dense', '6272x256'),
    ...norm('label/norm', 256),
    'label/norm/mean 256',
    'label/norm/variance 256',
  ];
  assert.equal(paths('auto'), trunk);
  assert.equal(paths('image'), trunk);
  assert.equal(paths('vector').slice(0, 2), layer('label/dense1', '784x256'));
});

const create = (padding: string, height: number, width: number) => () =>
  buildComponent(convDiscrete, { padding }).create({ image: { height, width, channels: 1 }, classes: 2, embedding: 2 });

test('refuses images that the trunk would shrink to nothing', () => {
  assert.is(
    messageOf(create('valid', 28, 13)),
    'blocks  With padding: valid, expected images of at least 14 x 14, got 28 x 13. ' +
      'Set padding: same, or use larger images.  [image_too_small]',
  );
  assert.is(
    messageOf(create('same', 3, 3)),
    'blocks  With padding: same, expected images of at least 4 x 4, got 3 x 3. Use larger images.  [image_too_small]',
  );
  assert.is(create('valid', 14, 14)().parameters['image/dense/kernel']?.shape[0], 128);
  assert.is(create('same', 4, 7)().parameters['image/dense/kernel']?.shape[0], 128);
});

test('refuses invalid options', () => {
  const build = (options: Record<string, unknown>) => () => buildComponent(convDiscrete, options);
  assert.is(messageOf(build({ channels: [32, 64] })), 'channels  Expected at least 3 items, got 2.  [invalid_value]');
  assert.is(messageOf(build({ dropout: 1 })), 'dropout  Expected a number < 1, got 1.  [out_of_range]');
  assert.is(messageOf(build({ padding: 'full' })), 'padding  Expected one of same, valid, got "full".  [not_a_choice]');
});

const tiny = { channels: [2, 3, 4], hidden: 6, fusion: 5 };
const dimensions: Dimensions = { image: { height: 8, width: 8, channels: 1 }, classes: 3, embedding: 4 };

test('refuses images and labels of the wrong shape, naming the tensor', () => {
  tf.tidy(() => {
    const setting = createSetting(buildComponent(convDiscrete, tiny), dimensions, 2);
    const apply = (changed: object) => () => applyBlock({ ...setting, ...changed }, { training: false });
    assert.is(
      messageOf(apply({ images: tf.zeros([2, 8, 9, 1]) })),
      'Shape mismatch: images is [2, 8, 9, 1], expected B H W C with W = 8 (from the caller).',
    );
    assert.is(
      messageOf(apply({ z: tf.zeros([3, 4]) })),
      'Shape mismatch: z is [3, 4], expected B D with B = 2 (from features).',
    );
  });
});

test.run();

testBlocks(convDiscrete, tiny);
testBlocks(convDiscrete, { ...tiny, dropout: 0 });
testBlocks(convDiscrete, { ...tiny, label: 'image' }, { ...dimensions, embedding: 64 });
testBlocks(convDiscrete, { ...tiny, label: 'vector' }, { ...dimensions, embedding: 64 });
testBlocks(
  convDiscrete,
  { ...tiny, padding: 'valid' },
  { ...dimensions, image: { height: 14, width: 15, channels: 1 } },
);
