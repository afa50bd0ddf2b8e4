import { buildComponent, type Dimensions, type Scope } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import { assertAsDrawn } from '../testing/figure-law';
import type { Setting } from '../testing/fixture';
import { labelLayers, literalLayers } from '../testing/literal-layers';
import { convContinuous } from './conv-continuous';

const test = suite('noprop/conv-continuous against Figure 15');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const vectors: Dimensions = { image: { height: 9, width: 8, channels: 2 }, classes: 3, embedding: 4 };
const prototypes: Dimensions = { ...vectors, embedding: 9 * 8 * 2 };
const options = { channels: [3, 4, 5], hidden: 7, fusion: 6, timeEmbedding: 6, timeScale: 10 };
const family = () => buildComponent(convContinuous, options);

for (const training of [true, false]) {
  test(`matches the values and gradients of the figure (training: ${training})`, () => {
    tf.tidy(() =>
      assertAsDrawn(family(), vectors, training, (scope, setting) => {
        const { fc } = literalLayers(scope);
        return drawn(scope, setting, tf.relu(fc('label/dense', setting.z)));
      }),
    );
  });

  test(`matches those of the caption if z has the size of the image (training: ${training})`, () => {
    tf.tidy(() =>
      assertAsDrawn(family(), prototypes, training, (scope, setting) => {
        const { trunk } = labelLayers(scope);
        return drawn(scope, setting, tf.relu(trunk('label', tf.reshape(setting.z, setting.images.shape))));
      }),
    );
  });
}

function drawn(scope: Scope, { images, t }: Setting, label: Tensor): Tensor {
  const { trunk, fc } = literalLayers(scope);
  const image = tf.relu(trunk('image', images));
  const time = tf.relu(fc('time/dense', positionalEmbedding(t as Tensor)));

  let x = tf.concat([image, label, time], 1);
  x = tf.relu(fc('fusion/dense1', x));
  x = tf.relu(fc('fusion/dense2', x));
  return fc('output', x);
}

/** Dimension 6 at scale 10: frequencies 1, 1/100 and 1/10,000. */
function positionalEmbedding(t: Tensor): Tensor {
  const angles = [10, 0.1, 0.001].map((scale) => tf.mul(scale, t));
  return tf.stack([...angles.map((angle) => tf.sin(angle)), ...angles.map((angle) => tf.cos(angle))], 1);
}

test.run();
