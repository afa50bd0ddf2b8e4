import { type Batch, buildComponent, createScope, type Method, type Update } from '@noprop/core';
import { compile, createRandomKey, keyTensor, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import {
  toyLearnedEmbedding as embedding,
  initialToyState,
  type ToyState,
  testCompiledPrediction,
  toyBatch,
  toyContinuousParts,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import { adjoint } from './adjoint';
import { noisyBlocks as blocks } from './noisy-blocks';

const test = suite('compiled gradient of noprop/adjoint');

interface Input {
  readonly state: ToyState;
  readonly batch: Batch;
  readonly key: Tensor;
}

test.before(() => startTestEngine().then(() => undefined));

/** Calls the gradient of the program as a training step does. */
function gradientOf({ updates }: Method): (input: Input) => Readonly<Record<string, Tensor>> {
  const [{ program }] = updates as [Update];
  const { gradient, reads } = program;
  return ({ state, batch, key }) => {
    const random = createRandomKey(key, tf.scalar(1, 'int32'));
    const scopes = reads.map((group) => {
      const { parameters = {}, statistics = {} } = state[group] ?? {};
      return [group, createScope({ group, parameters, statistics, random, training: true }).scope] as const;
    });
    const found = gradient?.({ scopes: Object.fromEntries(scopes), batch, random, constants: {} });
    const slopes = Object.entries(found?.gradients ?? {}).flatMap(([group, tensors]) =>
      Object.entries(tensors).map(([path, tensor]) => [`${group}/${path}`, tensor] as const),
    );
    return { ...found?.terms, ...Object.fromEntries(slopes) };
  };
}

for (const gradient of ['adjoint', 'backsolve', 'discrete']) {
  test(`${gradient}: matches eager execution over a thousand steps, and leaks nothing`, async () => {
    const options = { steps: 1000, gradient };
    const method = buildComponent(adjoint, options, { ...toyContinuousParts, blocks, embedding });
    const eager = gradientOf(method);
    const compiled = compile(eager, { name: 'gradient' });
    const split = await toyContinuousParts.dataset.load('test');
    const input = { state: initialToyState(method, 1), batch: toyBatch(split, [4, 4, 1]), key: keyTensor(1, 'train') };
    const expected = tf.tidy(() => eager(input) as never) as unknown as Record<string, Tensor>;
    const found = compiled(input);
    for (const [name, numbers] of Object.entries(expected)) assertClose(found[name] as Tensor, numbers, 1e-4, name);
    assertNoLeaks(() => compiled(input));
    compiled.dispose();
  });
}

test.run();

testCompiledPrediction(adjoint, { parts: toyContinuousParts, options: { steps: 20 } });
testCompiledPrediction(adjoint, { parts: { ...toyContinuousParts, embedding }, options: { steps: 20, solver: 'rk4' } });
