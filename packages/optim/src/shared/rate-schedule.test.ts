import { buildComponent } from '@noprop/core';
import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adam } from '../adam/adam';
import { adamW } from '../adam-w/adam-w';
import { sgd } from '../sgd/sgd';
import { sgdW } from '../sgd-w/sgd-w';
import { assertClose, follow } from '../testing/fixture';
import { type RateSchedule, rateAt } from './rate-schedule';

const test = suite('learning-rate schedule');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** The rate at each step of a run of `steps` steps. */
const rates = (schedule: RateSchedule, steps: number): number[][] => [
  Array.from({ length: steps }, (_, i) =>
    tf.tidy(() => {
      const rate = rateAt(0.5, schedule, tf.scalar(i / steps));
      return (typeof rate === 'number' ? rate : readTensor(rate)[0]) as never;
    }),
  ) as unknown as number[],
];

test('stays constant for half of the steps, then falls linearly to 0', () => {
  assertClose(rates({ kind: 'linear', after: 0.5 }, 8), [[0.5, 0.5, 0.5, 0.5, 0.5, 0.375, 0.25, 0.125]]);
});

test('falls from the first step if after is 0', () => {
  assertClose(rates({ kind: 'linear', after: 0 }, 4), [[0.5, 0.375, 0.25, 0.125]]);
});

test('returns the rate as a plain number if there is no schedule', () => {
  assert.is(rateAt(0.5, undefined, undefined as never), 0.5);
});

/** A run of three steps: the rates are 0.1, then 2/3 and 1/3 of it. */
test('sgd: matches hand-computed steps of 0.1 g, 0.0667 g and 0.0333 g', () => {
  const optimizer = buildComponent(sgd, { learningRate: 0.1, schedule: { kind: 'linear' } });
  assertClose(follow(optimizer), [
    [0.49, -1.05, 2.9999],
    [0.51, -1.05 - 4 / 15, 2.9999 - 1e-3 / 15],
    [0.51 - 0.2 / 30, -1.05 - 4 / 15, 2.9999 - 1e-3 / 15 + 5e-4 / 30],
  ]);
});

for (const component of [sgdW, adam, adamW]) {
  test(`${component.name}: takes a third of the full step, decay included, after 2/3 of the run`, () => {
    tf.tidy(() => {
      const moved = (options: object): number => {
        const optimizer = buildComponent(component, { learningRate: 0.1, weightDecay: 0.3, ...options });
        const slots = Object.fromEntries(optimizer.slots.map((name) => [name, { p: tf.tensor1d([0.4]) }]));
        const [p, g] = [{ p: tf.tensor1d([0.5]) }, { p: tf.tensor1d([0.2]) }];
        const next = optimizer.update(p, g, slots, tf.scalar(3, 'int32'), tf.scalar(2 / 3));
        return 0.5 - (readTensor(next.parameters.p as never)[0] as number);
      };
      const ratio = moved({ schedule: { kind: 'linear' } }) / moved({});
      assert.ok(Math.abs(ratio - 1 / 3) < 2e-6, `expected 1/3, got ${ratio}`);
      assert.is(moved({ schedule: { kind: 'linear', after: 2 / 3 } }), moved({}));
    });
  });
}

test('decays biases unless decayBiases is false', () => {
  tf.tidy(() => {
    const zero = { bias: tf.zeros([1]), kernel: tf.zeros([1, 1]) };
    const after = (component: typeof sgd, decayBiases: boolean | undefined): number[] => {
      const optimizer = buildComponent(component, {
        learningRate: 0.5,
        weightDecay: 0.5,
        ...(decayBiases !== undefined && { decayBiases }),
      });
      const slots = Object.fromEntries(optimizer.slots.map((name) => [name, zero]));
      const parameters = { bias: tf.ones([1]), kernel: tf.ones([1, 1]) };
      const next = optimizer.update(parameters, zero, slots, tf.scalar(1, 'int32'), tf.scalar(0));
      return ['bias', 'kernel'].map((name) => readTensor(next.parameters[name] as never)[0] as number);
    };
    for (const component of [sgd, sgdW, adamW]) {
      assert.equal(after(component, false), [1, 0.75], component.name);
      assert.equal(after(component, true), [0.75, 0.75], component.name);
      assert.equal(after(component, undefined), [0.75, 0.75], component.name);
    }
    const [bias, kernel] = after(adam, false) as [number, number];
    assert.is(bias, 1);
    assert.ok(kernel < 0.51, `Adam's first step has the size of the learning rate: ${kernel}`);
  });
});

test.run();
