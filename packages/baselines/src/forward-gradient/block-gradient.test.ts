import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { blockGradient } from './block-gradient';
import { mixer, mixerState, scopeOf } from './fixture';
import { normalize } from './layer-norm';
import { runBlock } from './run-block';

const test = suite('blockGradient');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const [BATCH, TOKENS, GROUPS, WIDTH] = [3, 4, mixer.groups, mixer.groupWidth];
const CHANNELS = GROUPS * WIDTH;

for (const [i, block] of mixer.blocks.entries()) {
  test(`${block.name}: takes slope times noise of active units back through one normalization`, () => {
    tf.tidy(() => {
      const scope = scopeOf(mixerState(2), block.name);
      const x = tf.relu(hostKey(6, 'x').normal([BATCH, TOKENS, i === 0 ? 4 : CHANNELS]));
      const trace = runBlock(block, scope, x, (layer, shape) => hostKey(6, layer).normal(shape));
      const slopes = hostKey(6, 'slopes').normal([BATCH, TOKENS, GROUPS]);
      const found = blockGradient(trace, slopes);
      const ofLoss = [...readTensor(slopes)];
      for (const { layer, input, active, noise } of trace.layers) {
        const [on, drawn] = [active, noise as Tensor].map((tensor) => [...readTensor(tensor)]) as [number[], number[]];
        assert.equal([...new Set(on)].sort(), [0, 1], 'some units are active and some are not');
        const estimate = drawn.map((value, at) => {
          const [row, group] = [Math.floor(at / CHANNELS), Math.floor((at % CHANNELS) / WIDTH)];
          const own = ofLoss.slice(row * GROUPS, (row + 1) * GROUPS);
          // Noise before the channels are mixed reaches all groups of its token.
          const slope = layer.name === 'tokens' ? own.reduce((a, b) => a + b, 0) : (own[group] as number);
          return slope * value * (on[at] as number);
        });
        const along = (kernel: Tensor, bias: Tensor): Tensor => {
          const { y } = normalize(layer.map.apply(input, kernel, bias), layer.normWidths[1]);
          return tf.sum(tf.mul(y, tf.tensor(estimate, y.shape)));
        };
        const [kernel, bias] = ['kernel', 'bias'].map((path) => `${layer.name}/${path}`) as [string, string];
        const expected = tf.grads(along)([scope.parameter(kernel), scope.parameter(bias)]) as [Tensor, Tensor];
        assertClose(found[kernel] as Tensor, expected[0], 2e-5, kernel);
        // Normalization removes a bias shared by all channels of a token, so its gradient is only rounding error.
        if (layer.name !== 'tokens') assertClose(found[bias] as Tensor, expected[1], 2e-5, bias);
      }
    });
  });
}

test.run();
