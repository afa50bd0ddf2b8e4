import type { Component, Prediction } from '@noprop/core';
import { compile, createRandomKey, keyTensor, readTensor, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import { initialToyState, scopesOf, type ToyState, toyBatch } from './toy-state';
import { settingOf, type Trial } from './trial';

/** What a compiled prediction gets: everything that may change from call to call. */
interface Input {
  readonly state: ToyState;
  readonly images: Tensor;
  readonly key: Tensor;
  readonly step: Tensor;
}

/**
 * The laws of a compiled prediction, as a test suite: it gives the numbers of an eager one and keeps
 * no memory. Call it from a test file of its own, which starts the engine of the machine; where that
 * cannot compile, the suite holds trivially.
 */
export function testCompiledPrediction(component: Component<'objective'>, trial: Trial = {}): void {
  const setting = settingOf(component, trial);
  const test = suite(`compiled prediction of ${setting.title}`);
  const method = setting.build();
  const { height, width, channels } = setting.parts.dataset.image;
  let input: Input;

  /** Every number that a prediction can be asked for. */
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

  test('gives the numbers of an eager one', () => {
    const eager = tf.tidy(() => predict(input) as never) as unknown as Record<string, Tensor>;
    const found = compiled(input);
    for (const [name, wanted] of Object.entries(eager)) assertClose(found[name] as Tensor, wanted, 1e-4, name);
    tf.dispose([eager, found] as never);
  });

  test('follows its inputs: another step of the random key, another answer', () => {
    const other = tf.scalar(4, 'int32');
    const [first, second] = [compiled(input), compiled({ ...input, step: other })];
    const numbers = ({ scores }: Readonly<Record<string, Tensor>>): number[] => [...readTensor(scores as Tensor)];
    const differ = numbers(first).some((value, i) => value !== numbers(second)[i]);
    tf.dispose([first, second, other] as never);
    if (!differ) throw new Error('Both answers are the same.');
  });

  test('keeps no tensor and no handle over repeated predictions', () => {
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
