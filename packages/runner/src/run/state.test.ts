import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { method, numbersOf, optimizer } from './fixture';
import { disposeGroup, initialState, mapState, namedTensors } from './state';

const test = suite('training state');

test.before(() => startEngine().then(() => undefined));

const start = (of = method, seed = 1): Record<string, number[]> => {
  const state = initialState(of, optimizer, seed);
  const numbers = numbersOf(state);
  for (const group of Object.values(state.groups)) disposeGroup(group);
  return numbers;
};

test('tensors have their checkpoint names', () => {
  const groups = ['block/1', 'block/2', 'block/3', 'head'];
  const names = [
    ...groups.flatMap((group) => [`parameters/${group}/w`, `slots/velocity/${group}/w`]),
    ...groups.slice(0, 3).map((group) => `statistics/${group}/seen`),
  ];
  assert.equal(Object.keys(start()).sort(), names.sort());
});

test('the start is drawn by name: the order of groups makes no difference', () => {
  const backwards = { ...method, groups: [...method.groups].reverse() };
  const numbers = start(backwards);
  for (const [name, values] of Object.entries(start())) assert.equal(numbers[name], values, name);
});

test('seeds and groups start apart; slots and statistics at zero', () => {
  const numbers = start();
  assert.not.equal(numbers['parameters/block/1/w'], numbers['parameters/block/2/w']);
  assert.not.equal(start(method, 2)['parameters/block/1/w'], numbers['parameters/block/1/w']);
  assert.equal(numbers['slots/velocity/block/1/w'], [0, 0]);
  assert.equal(numbers['statistics/block/1/seen'], [0]);
});

test('draws each kind of initial value', () => {
  const shape = [100, 50];
  const parameters = {
    zeros: { shape: [2], init: { kind: 'zeros' } },
    ones: { shape: [2], init: { kind: 'ones' } },
    uniform: { shape, init: { kind: 'uniform', bound: 0.5 } },
    normal: { shape, init: { kind: 'normal', deviation: 3 } },
  } as const;
  const numbers = start({ ...method, groups: [{ name: 'g', parameters, statistics: {} }] });
  const of = (path: string): number[] => numbers[`parameters/g/${path}`] as number[];
  assert.equal(
    [of('zeros'), of('ones')],
    [
      [0, 0],
      [1, 1],
    ],
  );
  assert.ok(of('uniform').every((value) => value >= -0.5 && value < 0.5));
  // Standard errors: of a mean s/sqrt(n), of a variance v sqrt(2/n) for the normal, v sqrt(0.8/n) for the uniform.
  const [count, tolerance] = [5000, 4];
  for (const [path, variance, kurtosis] of [
    ['uniform', 1 / 12, 0.8],
    ['normal', 9, 2],
  ] as const) {
    const mean = of(path).reduce((a, b) => a + b, 0) / count;
    const spread = of(path).reduce((sum, value) => sum + value * value, 0) / count;
    assert.ok(Math.abs(mean) < tolerance * Math.sqrt(variance / count), `${path}: mean ${mean}`);
    assert.ok(
      Math.abs(spread - variance) < tolerance * variance * Math.sqrt(kurtosis / count),
      `${path}: variance ${spread}`,
    );
  }
});

test('mapping a state visits every tensor by its checkpoint name and keeps the counters', () => {
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
