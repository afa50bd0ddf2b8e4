import { buildComponent, type Dimensions, type Scope } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import { assertAsDrawn } from '../testing/figure-law';
import type { Setting } from '../testing/fixture';
import { type LiteralLayers, labelLayers, literalLayers } from '../testing/literal-layers';
import { convDiscrete } from './conv-discrete';

const test = suite('noprop/conv-discrete against Figure 15');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const vectors: Dimensions = { image: { height: 9, width: 8, channels: 2 }, classes: 3, embedding: 4 };
const prototypes: Dimensions = { ...vectors, embedding: 9 * 8 * 2 };
const family = () => buildComponent(convDiscrete, { channels: [3, 4, 5], hidden: 7, fusion: 6 });

for (const training of [true, false]) {
  test(`matches the values and gradients of the figure (training: ${training})`, () => {
    tf.tidy(() => assertAsDrawn(family(), vectors, training, drawn));
  });

  test(`matches those of the caption if z has the size of the image (training: ${training})`, () => {
    tf.tidy(() => assertAsDrawn(family(), prototypes, training, drawnForImages));
  });
}

function drawn(scope: Scope, { images, z }: Setting): Tensor {
  const { trunk, batchNorm, fc } = literalLayers(scope);
  const image = batchNorm('image/norm', trunk('image', images));

  const label = tf.relu(batchNorm('label/norm1', fc('label/dense1', z)));
  let residual = tf.relu(batchNorm('label/norm2', fc('label/dense2', label)));
  residual = batchNorm('label/norm3', fc('label/dense3', residual));

  return fused(literalLayers(scope), image, tf.add(label, residual));
}

/** The noised label and the image are processed in the same way. */
function drawnForImages(scope: Scope, { images, z }: Setting): Tensor {
  const layers = literalLayers(scope);
  const image = layers.batchNorm('image/norm', layers.trunk('image', images));
  const { trunk, batchNorm } = labelLayers(scope);
  const label = batchNorm('label/norm', trunk('label', tf.reshape(z, images.shape)));
  return fused(layers, image, label);
}

function fused({ fc, batchNorm }: LiteralLayers, image: Tensor, label: Tensor): Tensor {
  let x = tf.concat([image, label], 1);
  x = tf.relu(batchNorm('fusion/norm1', fc('fusion/dense1', x)));
  x = tf.relu(batchNorm('fusion/norm2', fc('fusion/dense2', x)));
  return fc('output', x);
}

test.run();
