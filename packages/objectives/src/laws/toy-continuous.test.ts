import { createScope, type ScheduleValues, type Scope } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scheduleInDoubles } from '../noprop-ct/fixture';
import { assertClose, differences, valuesOf } from '../shared/fixture';
import { toyBlocks } from './toy-blocks';
import { toyContinuousParts } from './toy-parts';
import { toyContinuousSchedule, toyFixedContinuousSchedule } from './toy-schedules';
import { initialToyState, scopesOf } from './toy-state';

const test = suite('continuous-time toy parts');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const TIMES = [0, 0.125, 0.5, 0.75, 1];
const NAMES = ['gamma', 'alphaBar', 'snr', 'snrRate'] as const;

const scopeOf = (parameters: Readonly<Record<string, number>>): Scope => {
  const tensors = Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, tf.scalar(value)]));
  const source = {
    group: 'schedule',
    parameters: tensors,
    statistics: {},
    random: hostKey(1, 'unused'),
    training: true,
  };
  return createScope(source).scope;
};

const START = { gamma0: -3, spread: 8, bend: 0.5 };

for (const [name, parameters] of Object.entries({
  'its initial parameters': START,
  'other parameters': { gamma0: -1, spread: 2, bend: -3 },
})) {
  test(`the schedule with ${name} matches its formula in doubles`, () => {
    const values = Object.fromEntries(Object.entries(parameters).map(([path, value]) => [`schedule/${path}`, [value]]));
    for (const field of NAMES) {
      const found = valuesOf(() => toyContinuousSchedule.at(scopeOf(parameters), tf.tensor1d(TIMES))[field]);
      assertClose(
        found,
        TIMES.map((t) => scheduleInDoubles(t, values)[field]),
        2e-6,
      );
    }
    for (const t of TIMES) {
      const [slope] = differences(([at]) => scheduleInDoubles(at as number, values).snr, [t]);
      assertClose([scheduleInDoubles(t, values).snrRate], [slope as number], 1e-7);
    }
  });
}

test('the schedule has noise and signal that add up to one, and a rising SNR', () => {
  tf.tidy(() => {
    const at: ScheduleValues = toyContinuousSchedule.at(scopeOf(START), tf.tensor1d(TIMES));
    assertClose([...readTensor(tf.add(at.alphaBar, at.noiseVariance))], Array(5).fill(1), 1e-6);
    const snr = [...readTensor(at.snr)];
    snr.slice(1).forEach((value, i) => assert.ok(value > (snr[i] as number)));
    assert.ok(readTensor(at.snrRate).every((rate) => rate > 0));
  });
});

test('the fixed schedule matches the initial learned one for times of any shape', () => {
  for (const shape of [[5], [5, 1]]) {
    const at = (schedule: typeof toyContinuousSchedule) =>
      valuesOf(() => schedule.at(scopeOf(START), tf.tensor(TIMES, shape)).snrRate);
    assertClose(at(toyFixedContinuousSchedule), at(toyContinuousSchedule), 2e-6);
  }
  assert.equal(toyFixedContinuousSchedule.parameters, {});
});

const sizes = { image: { height: 4, width: 4, channels: 1 }, classes: 3, embedding: 3 };

/** Logits of the continuous toy block for two examples. */
function logits(t: () => Tensor | undefined): number[] {
  const block = toyContinuousParts.blocks.create(sizes);
  const groups = [{ name: 'network', parameters: block.parameters, statistics: block.statistics }];
  return valuesOf(() => {
    const scope = scopesOf(initialToyState({ groups }, 1), hostKey(1, 'unused')).network as Scope;
    const features = block.features(scope, hostKey(1, 'x').uniform([2, 4, 4, 1]));
    return block.logits(scope, features, hostKey(1, 'z').normal([2, 3]), t());
  });
}

test('the block takes a time per example, or one for all', () => {
  const [both, first, second] = [
    logits(() => tf.tensor1d([0.25, 0.75])),
    logits(() => tf.scalar(0.25)),
    logits(() => tf.scalar(0.75)),
  ];
  assertClose(both, [...first.slice(0, 3), ...second.slice(3)], 1e-6);
  assert.ok(Math.abs((first[0] as number) - (second[0] as number)) > 1e-3, 'the time changes the logits');
});

test('the block refuses a missing time', () => {
  assert.throws(
    () => logits(() => undefined),
    (error: Error) => error.message === 'internal: the continuous-time toy block got no time for z.',
  );
});

test('blocks of discrete and continuous time differ only in the time kernel', () => {
  const paths = (time: 'discrete' | 'continuous') => Object.keys(toyBlocks(time).create(sizes).parameters);
  assert.equal(
    paths('continuous').filter((path) => path !== 'time/kernel'),
    paths('discrete'),
  );
});

test.run();
