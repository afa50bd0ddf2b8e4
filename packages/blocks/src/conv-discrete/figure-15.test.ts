import { buildComponent, createScope, type Dimensions, type Scope, type Tensors } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import { assertClose } from '../testing/assert-close';
import { createSetting, type Setting, valuesOf } from '../testing/fixture';
import { gradientsOf } from '../testing/gradient-law';
import { convDiscrete } from './conv-discrete';

const test = suite('figure 15, left');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const DROPOUT = 0.2;
const dimensions: Dimensions = { image: { height: 9, width: 8, channels: 2 }, classes: 3, embedding: 4 };

for (const training of [true, false]) {
  test(`values and gradients are those of the figure, layer by layer (training: ${training})`, () => {
    tf.tidy(() => {
      const block = buildComponent(convDiscrete, { channels: [3, 4, 5], hidden: 7, fusion: 6 }).create(dimensions);
      const setting = createSetting(block, dimensions, 6);
      const ours = (scope: Scope) => block.logits(scope, block.features(scope, setting.images), setting.z);
      const figure = (scope: Scope) => literalBlock(scope, setting.images, setting.z);
      const [logits, drawn] = [ours, figure].map((apply) => valuesOf(apply(scopeOf(setting, training))));
      assertClose(logits as number[], drawn as number[], 2e-5, 'logits');

      const weights = hostKey(3, 'weights').normal([6, dimensions.classes]);
      const gradients = (logits: (scope: Scope) => Tensor) =>
        gradientsOf(
          (parameters) => tf.sum(tf.mul(weights, logits(scopeOf({ ...setting, parameters }, training)))),
          setting.parameters,
        );
      const [found, wanted] = [gradients(ours), gradients(figure)];
      for (const path of Object.keys(setting.parameters)) {
        assertClose(valuesOf(found[path] as Tensor), valuesOf(wanted[path] as Tensor), 2e-5, path);
      }
    });
  });
}

function scopeOf(
  { parameters, statistics }: Pick<Setting, 'statistics'> & { parameters: Tensors },
  training: boolean,
): Scope {
  return createScope({ group: 'block', parameters, statistics, random: hostKey(1, 'figure'), training }).scope;
}

/** Every box of the figure in the order in which it is drawn, with tfjs's own gradients. */
function literalBlock(scope: Scope, images: Tensor, z: Tensor): Tensor {
  const parameter = scope.parameter;
  const conv = (path: string, x: Tensor): Tensor =>
    tf.add(tf.conv2d(x as Tensor4D, parameter(`${path}/kernel`) as Tensor4D, 1, 'same'), parameter(`${path}/bias`));
  const maxPool = (x: Tensor): Tensor => tf.maxPool(x as Tensor4D, 2, 2, 'valid');
  const dropout = (name: string, x: Tensor): Tensor => {
    if (!scope.training) return x;
    const keep = scope.random.fold(`dropout/${name}`).bernoulli(x.shape, 1 - DROPOUT);
    return tf.div(tf.mul(x, tf.cast(keep, 'float32')), 1 - DROPOUT);
  };
  const fc = (path: string, x: Tensor): Tensor =>
    tf.add(tf.matMul(x, parameter(`${path}/kernel`)), parameter(`${path}/bias`));
  const batchNorm = (path: string, x: Tensor): Tensor => {
    const { mean, variance } = scope.training
      ? tf.moments(x, 0)
      : { mean: scope.statistic(`${path}/mean`), variance: scope.statistic(`${path}/variance`) };
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(normal, parameter(`${path}/scale`)), parameter(`${path}/shift`));
  };

  let image = dropout('conv1', maxPool(tf.relu(conv('image/conv1', images))));
  image = dropout('conv2', tf.relu(conv('image/conv2', image)));
  image = dropout('conv3', maxPool(tf.relu(conv('image/conv3', image))));
  image = batchNorm('image/norm', fc('image/dense', tf.reshape(image, [images.shape[0] as number, -1])));

  const label = tf.relu(batchNorm('label/norm1', fc('label/dense1', z)));
  let residual = tf.relu(batchNorm('label/norm2', fc('label/dense2', label)));
  residual = batchNorm('label/norm3', fc('label/dense3', residual));

  let fused = tf.concat([image, tf.add(label, residual)], 1);
  fused = tf.relu(batchNorm('fusion/norm1', fc('fusion/dense1', fused)));
  fused = tf.relu(batchNorm('fusion/norm2', fc('fusion/dense2', fused)));
  return fc('output', fused);
}

test.run();
