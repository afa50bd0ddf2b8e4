import { type BlockFamily, createScope, type Dimensions, type Scope, type Tensors } from '@noprop/core';
import { hostKey, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { assertClose } from './assert-close';
import { createSetting, type Setting, valuesOf } from './fixture';
import { gradientsOf } from './gradient-law';

const BATCH = 6;
const TOLERANCE = 2e-5;

/** Asserts that a block has the same values and gradients as its figure, written out layer by layer. */
export function assertAsDrawn(
  family: BlockFamily,
  dimensions: Dimensions,
  training: boolean,
  drawn: (scope: Scope, setting: Setting) => Tensor,
): void {
  const setting = createSetting(family, dimensions, BATCH);
  const { block, images, z, t } = setting;
  const scopeOf = (parameters: Tensors): Scope => {
    const { statistics } = setting;
    return createScope({ group: 'block', parameters, statistics, random: hostKey(1, 'figure'), training }).scope;
  };
  const ours = (scope: Scope): Tensor => block.logits(scope, block.features(scope, images), z, t);
  const figure = (scope: Scope): Tensor => drawn(scope, setting);
  const values = (apply: typeof ours): number[] => valuesOf(apply(scopeOf(setting.parameters)));
  assertClose(values(ours), values(figure), TOLERANCE, 'logits');

  const weights = hostKey(3, 'weights').normal([BATCH, dimensions.classes]);
  const gradients = (apply: typeof ours) =>
    gradientsOf((parameters) => tf.sum(tf.mul(weights, apply(scopeOf(parameters)))), setting.parameters);
  const [found, expected] = [gradients(ours), gradients(figure)];
  for (const path of Object.keys(setting.parameters)) {
    assertClose(valuesOf(found[path] as Tensor), valuesOf(expected[path] as Tensor), TOLERANCE, path);
  }
}
