import type { Component, Prediction } from '@noprop/core';
import { compile, createRandomKey, keyTensor, readTensor, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import { type LawCase, settingOf } from './law-case';
import { initialToyState, scopesOf, type ToyState, toyBatch } from './toy-state';

/** Inputs of a compiled prediction: everything that may change between calls. */
interface Input {
  readonly state: ToyState;
  readonly images: Tensor;
  readonly key: Tensor;
  readonly step: Tensor;
}

/**
 * A test suite with the laws of a compiled prediction: it matches an eager one and leaks no memory.
 * Call it from a separate test file, because it starts the machine's engine. On an engine that cannot
 * compile, the laws hold trivially.
 */
export function testCompiledPrediction(component: Component<'objective'>, lawCase: LawCase = {}): void {
  const setting = settingOf(component, lawCase);
  const test = suite(`compiled prediction of ${setting.title}`);
  const method = setting.build();
  const { height, width, channels } = setting.parts.dataset.image;
  let input: Input;

  /** All outputs that can be requested from a prediction. */
  const predict = ({ state, images, key, step }: Input): Readonly<Record<string, Tensor>> => {
    const random = createRandomKey(key, step);
    const asked = { diagnostics: true, trajectory: true };
    return named(method.predictor.predict({ scopes: scopesOf(state, random), images, random, ...asked }));
  };
  const compiled = compile(predict, { name: 'predict' });

  test.before(async () => {
    await startTestEngine();
    const split = await setting.parts.dataset.load('test');
    input = {
      state: initialToyState(method, 1),
      images: toyBatch(split, [height, width, channels]).images,
      key: keyTensor(1, 'predict'),
      step: tf.scalar(3, 'int32'),
    };
  });

  test('matches an eager prediction', () => {
    const eager = tf.tidy(() => predict(input) as never) as unknown as Record<string, Tensor>;
    const found = compiled(input);
    for (const [name, expected] of Object.entries(eager)) assertClose(found[name] as Tensor, expected, 1e-4, name);
    tf.dispose([eager, found] as never);
  });

  test('changes with the step of its random key', () => {
    const other = tf.scalar(4, 'int32');
    const [first, second] = [compiled(input), compiled({ ...input, step: other })];
    const numbers = ({ scores }: Readonly<Record<string, Tensor>>): number[] => [...readTensor(scores as Tensor)];
    const differ = numbers(first).some((value, i) => value !== numbers(second)[i]);
    tf.dispose([first, second, other] as never);
    if (!differ) throw new Error('Both predictions are the same.');
  });

  test('leaks no tensor or handle over repeated predictions', () => {
    assertNoLeaks(() => compiled(input), 5);
    assertNoLeaks(() => tf.tidy(() => predict(input).scores as never), 2);
  });

  test.after(() => {
    compiled.dispose();
    tf.dispose(input as never);
  });

  test.run();
}

function named({ scores, chain = [], alone = [], trajectory = [] }: Prediction): Record<string, Tensor> {
  const entries = [
    ['scores', scores] as const,
    ...chain.map((each, i) => [`chain ${i}`, each] as const),
    ...alone.map((each, i) => [`alone ${i}`, each] as const),
    ...trajectory.flatMap(({ t, z, scores: read }) => [[`z at ${t}`, z] as const, [`scores at ${t}`, read] as const]),
  ];
  return Object.fromEntries(entries);
}
