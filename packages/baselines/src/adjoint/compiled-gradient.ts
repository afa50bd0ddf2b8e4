import { type Batch, buildComponent, createScope, type Method, type Update } from '@noprop/core';
import { compile, createRandomKey, keyTensor, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks } from '@noprop/engine/testing';
import {
  toyLearnedEmbedding as embedding,
  initialToyState,
  type ToyState,
  toyBatch,
  toyContinuousParts,
} from '@noprop/objectives/testing';
import { adjoint } from './adjoint';
import { noisyBlocks as blocks } from './noisy-blocks';

interface Input {
  readonly state: ToyState;
  readonly batch: Batch;
  readonly key: Tensor;
}

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

/** For tests: asserts that the compiled gradient over many steps matches eager execution, and leaks nothing. */
export async function checkCompiledGradient(steps: number, gradient: string): Promise<void> {
  const method = buildComponent(adjoint, { steps, gradient }, { ...toyContinuousParts, blocks, embedding });
  const eager = gradientOf(method);
  const compiled = compile(eager, { name: 'gradient' });
  const split = await toyContinuousParts.dataset.load('test');
  const input = { state: initialToyState(method, 1), batch: toyBatch(split, [4, 4, 1]), key: keyTensor(1, 'train') };
  const expected = tf.tidy(() => eager(input) as never) as unknown as Record<string, Tensor>;
  const found = compiled(input);
  for (const [name, numbers] of Object.entries(expected)) assertClose(found[name] as Tensor, numbers, 1e-4, name);
  assertNoLeaks(() => compiled(input));
  compiled.dispose();
}
