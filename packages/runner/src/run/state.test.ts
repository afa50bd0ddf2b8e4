import type { Method } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, initialTensor, readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valuesFromData } from './data-values';
import { IMAGE, method, numbersOf, optimizer } from './fixture';
import { disposeGroup, emptyState, initialState, mapState, namedTensors } from './state';

const test = suite('training state');

test.before(() => startEngine().then(() => undefined));

const start = (of = method, seed = 1): Record<string, number[]> => {
  const state = initialState(of, optimizer, seed);
  const numbers = numbersOf(state);
  for (const group of Object.values(state.groups)) disposeGroup(group);
  return numbers;
};

test('names tensors as in a checkpoint', () => {
  const groups = ['block/1', 'block/2', 'block/3', 'head'];
  const names = [
    ...groups.flatMap((group) => [`parameters/${group}/w`, `slots/velocity/${group}/w`]),
    ...groups.slice(0, 3).map((group) => `statistics/${group}/seen`),
  ];
  assert.equal(Object.keys(start()).sort(), names.sort());
});

test('draws initial values by name, whatever the order of groups', () => {
  const backwards = { ...method, groups: [...method.groups].reverse() };
  const numbers = start(backwards);
  for (const [name, values] of Object.entries(start())) assert.equal(numbers[name], values, name);
});

test('starts seeds and groups differently, and slots and statistics at zero', () => {
  const numbers = start();
  assert.not.equal(numbers['parameters/block/1/w'], numbers['parameters/block/2/w']);
  assert.not.equal(start(method, 2)['parameters/block/1/w'], numbers['parameters/block/1/w']);
  assert.equal(numbers['slots/velocity/block/1/w'], [0, 0]);
  assert.equal(numbers['statistics/block/1/seen'], [0]);
});

test('draws a parameter with its initializer from the stream of its name', () => {
  const spec = { shape: [3, 4], init: { kind: 'orthogonal' } } as const;
  const numbers = start({ ...method, groups: [{ name: 'g', parameters: { w: spec }, statistics: {} }] });
  const expected = initialTensor(spec, hostKey(1, 'init/g/w'));
  assert.equal(numbers['parameters/g/w'], [...readTensor(expected)]);
  expected.dispose();
});

const fromData: Method = {
  ...method,
  groups: [
    {
      name: 'g',
      parameters: {
        w: { shape: [1, 2], init: { kind: 'data', summary: 'sums', compute: async ({ split }) => sums(split.images) } },
        ones: { shape: [1], init: { kind: 'ones' } },
      },
      statistics: {
        first: { shape: [1], init: { kind: 'data', summary: 'one image', compute: async () => Float32Array.of(3) } },
      },
    },
  ],
};
const sums = (images: Uint8Array): Float32Array => Float32Array.of(images.length, images[0] as number);

test('uses the values computed from training images', async () => {
  const split = { images: Uint8Array.of(7, 8), labels: Uint8Array.of(0), count: 1 };
  const values = await valuesFromData(fromData, { split, image: IMAGE, classes: 1 });
  const state = initialState(fromData, optimizer, 1, values);
  const numbers = numbersOf(state);
  assert.equal(numbers['parameters/g/w'], [2, 7]);
  assert.equal(state.groups.g?.parameters.w?.shape, [1, 2]);
  assert.equal(numbers['parameters/g/ones'], [1]);
  assert.equal(numbers['statistics/g/first'], [3]);
  for (const group of Object.values(state.groups)) disposeGroup(group);
});

test('refuses to draw such a parameter without the images', () => {
  assert.is(
    messageOf(() => initialState(fromData, optimizer, 1)),
    'internal: a parameter initialized to sums needs the training images.',
  );
});

test('emptyState has the same tensors, all zeros', () => {
  const state = emptyState(fromData, optimizer);
  assert.equal(numbersOf(state), {
    'parameters/g/w': [0, 0],
    'parameters/g/ones': [0],
    'statistics/g/first': [0],
    'slots/velocity/g/w': [0, 0],
    'slots/velocity/g/ones': [0],
  });
  for (const group of Object.values(state.groups)) disposeGroup(group);
});

test('mapState visits every tensor by its checkpoint name and keeps the counters', () => {
  const state = initialState(method, optimizer, 1);
  const groups = mapState(state, (_name, tensor) => tf.add(tensor, 1));
  const mapped = { ...state, groups };
  const before = numbersOf(state);
  const plusOne = Object.fromEntries(
    Object.entries(before).map(([name, values]) => [name, values.map((value) => Math.fround(value + 1))]),
  );
  assert.equal(numbersOf(mapped), plusOne);
  assert.equal([...namedTensors(mapped).keys()], [...namedTensors(state).keys()]);
  assert.is(groups.head?.step, 0);
  for (const group of [...Object.values(state.groups), ...Object.values(groups)]) disposeGroup(group);
});

test.run();
