import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { channelMap, groupedMap, type LinearMap, tokenMap } from './linear-map';

const test = suite('linear maps');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const zeros = () => ({ kind: 'zeros' }) as const;

test('channels: multiplies each token by the kernel', () => {
  assert.equal(
    applied(channelMap(2, 3, zeros), [1, 2, 3, 4], [1, 2, 2], [1, 0, 1, 0, 1, 1], [10, 20, 30]),
    [11, 22, 33, 13, 24, 37],
  );
});

test('tokens: multiplies each channel by the kernel, across tokens', () => {
  // Channels are (1, 3) and (2, 4) over two tokens; the kernel maps (a, b) to (a + 2 b, b).
  assert.equal(applied(tokenMap(2, 2, zeros), [1, 2, 3, 4], [1, 2, 2], [1, 0, 2, 1], [10, 20]), [17, 20, 23, 24]);
});

test('groups: multiplies each group of channels by its own kernel', () => {
  const kernels = [1, 0, 0, 1, 0, 2, 1, 0];
  assert.equal(applied(groupedMap(2, 4, zeros), [1, 2, 3, 4], [1, 1, 4], kernels, [10, 20, 30, 40]), [11, 22, 34, 46]);
});

const maps = [
  ['channels', channelMap(6, 4, zeros)],
  ['tokens', tokenMap(3, 6, zeros)],
  ['groups', groupedMap(2, 6, zeros)],
] as const;

for (const [name, map] of maps) {
  test(`${name}: matches the automatic gradients of kernel and bias`, () => {
    tf.tidy(() => {
      const [kernel, bias] = ['kernel', 'bias'].map((path) =>
        hostKey(1, path).normal(map.parameters[path]?.shape as number[]),
      ) as [Tensor, Tensor];
      const x = hostKey(1, 'x').normal([5, 3, 6]);
      const slope = hostKey(1, 'slope').normal([5, 3, map.widths[1]]);
      const loss = (k: Tensor, b: Tensor) => tf.sum(tf.mul(slope, map.apply(x, k, b)));
      const [wantedKernel, wantedBias] = tf.grads(loss)([kernel, bias]) as [Tensor, Tensor];
      const found = map.gradient(x, slope);
      assertClose(found.kernel as Tensor, wantedKernel, 1e-5, 'kernel');
      assertClose(found.bias as Tensor, wantedBias, 1e-5, 'bias');
    });
  });
}

function applied(map: LinearMap, x: number[], shape: number[], kernel: number[], bias: number[]): number[] {
  return tf.tidy(() => {
    const tensor = (path: string, values: number[]) => tf.tensor(values, map.parameters[path]?.shape as number[]);
    const y = map.apply(tf.tensor(x, shape), tensor('kernel', kernel), tensor('bias', bias));
    return [...readTensor(y)] as never;
  }) as unknown as number[];
}

test.run();
