import { hostKey, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { plainBlock } from './doubles';
import { mixer, mixerState, plainLayers, plainTokens, scopeOf } from './fixture';
import { runBlock } from './run-block';

const test = suite('runBlock');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const EXAMPLES = [0, 1, 2];

for (const [i, block] of mixer.blocks.entries()) {
  const width = i === 0 ? 4 : 6;
  const start = (): Tensor => tf.relu(hostKey(4, 'x').normal([EXAMPLES.length, 4, width]));
  const draw = (layer: string, shape: readonly number[]): Tensor => hostKey(4, layer).normal(shape);

  test(`${block.name}: matches the values of the plain block, with and without noise`, () => {
    tf.tidy(() => {
      const [scope, x] = [scopeOf(mixerState(1), block.name), start()];
      const layers = plainLayers(block, scope);
      const still = runBlock(block, scope, x);
      assert.is(still.output.tangent, undefined);
      const none = still.layers.map(({ normalized }) => tf.zerosLike(normalized.y));
      const expected = EXAMPLES.flatMap((n) =>
        plainBlock(layers, plainTokens(x, n), block.residual, noiseOf(none, n), 0).flat(),
      );
      assertClose(still.output.value, tf.tensor(expected, still.output.value.shape), 1e-5);
      assertClose(runBlock(block, scope, x, draw).output.value, still.output.value, 0);
    });
  });

  test(`${block.name}: the tangent matches the derivative along the noise of all layers in double precision`, () => {
    tf.tidy(() => {
      const [scope, x] = [scopeOf(mixerState(1), block.name), start()];
      const layers = plainLayers(block, scope);
      const { output, layers: traces } = runBlock(block, scope, x, draw);
      const noise = traces.map((trace) => trace.noise as Tensor);
      const moved = (strength: number): number[] =>
        EXAMPLES.flatMap((n) =>
          plainBlock(layers, plainTokens(x, n), block.residual, noiseOf(noise, n), strength).flat(),
        );
      const [ahead, behind] = [moved(1e-6), moved(-1e-6)];
      const expected = ahead.map((value, j) => (value - (behind[j] as number)) / 2e-6);
      assertClose(output.tangent as Tensor, tf.tensor(expected, output.value.shape), 1e-4);
    });
  });
}

const noiseOf = (noise: readonly Tensor[], example: number) => noise.map((tensor) => plainTokens(tensor, example));

test.run();
