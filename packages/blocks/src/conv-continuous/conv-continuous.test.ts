import { buildComponent, countParameters } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { convContinuous } from './conv-continuous';

const test = suite('noprop/conv-continuous');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const mnist = { height: 28, width: 28, channels: 1 };
const cifar = { height: 32, width: 32, channels: 3 };

/** Image, classes, padding; parameters with a one-hot embedding, one of dimension 20, and prototypes of image size. */
const COUNTS = [
  ['MNIST', mnist, 10, 'same', 1_949_066, 1_951_626, 3_644_810],
  ['MNIST', mnist, 10, 'valid', 867_722, 870_282, 1_482_122],
  ['CIFAR-10', cifar, 10, 'same', 2_441_162, 2_443_722, 4_629_002],
  ['CIFAR-10', cifar, 10, 'valid', 1_163_210, 1_165_770, 2_073_098],
  ['CIFAR-100', cifar, 100, 'same', 2_475_812, 2_455_332, 4_640_612],
  ['CIFAR-100', cifar, 100, 'valid', 1_197_860, 1_177_380, 2_084_708],
] as const;

for (const [name, image, classes, padding, ...wanted] of COUNTS) {
  test(`has as many parameters as the figure's network on ${name}, padding ${padding}`, () => {
    const count = (embedding: number): number =>
      countParameters(buildComponent(convContinuous, { padding }).create({ image, classes, embedding }).parameters);
    assert.equal([classes, 20, image.height * image.width * image.channels].map(count), wanted);
  });
}

test.run();
