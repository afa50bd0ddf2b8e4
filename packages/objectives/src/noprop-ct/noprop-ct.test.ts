import { buildComponent, countParameters, type Parts } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenGroups } from '../laws/structure';
import { toyContinuousParts as parts, toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { toyFixedContinuousSchedule } from '../laws/toy-schedules';
import { testObjective } from '../testing';
import { noPropCt } from './noprop-ct';

const test = suite('noprop/noprop-ct');

const learned = { ...parts, embedding: toyLearnedEmbedding };
const fixed = { ...parts, schedule: toyFixedContinuousSchedule };

test('one network, a head D to K, a schedule and an embedding', () => {
  const { groups } = buildComponent(noPropCt, {}, parts);
  assert.equal(
    groups.map(({ name, parameters, statistics }) => [name, countParameters(parameters), Object.keys(statistics)]),
    [
      ['network', 16 * 8 + 3 * 8 + 8 + 8 + 27, ['mean']],
      ['head', 12, []],
      ['schedule', 3, []],
      ['embedding', 0, []],
    ],
  );
});

test('one update, which writes whatever has parameters', () => {
  const written = [parts, fixed, learned, { ...learned, schedule: toyFixedContinuousSchedule }].map((each) => {
    const { updates, epoch } = buildComponent(noPropCt, {}, each);
    assert.equal(epoch, [{ name: 'epoch', updates: ['network'] }]);
    return updates.map(writtenGroups);
  });
  assert.equal(written, [
    [['network', 'head', 'schedule']],
    [['network', 'head']],
    [['network', 'head', 'schedule', 'embedding']],
    [['network', 'head', 'embedding']],
  ]);
});

const build =
  (options: Record<string, unknown>, others: Partial<Parts> = {}) =>
  () =>
    buildComponent(noPropCt, options, { ...parts, ...others });

test('blocks and schedules of discrete time are refused', () => {
  assert.is(
    messageOf(build({}, { schedule: toyParts.schedule })),
    'noprop/noprop-ct works in continuous time, found a schedule of discrete time. Choose a schedule of continuous time, e.g. noprop/learned.  [wrong_schedule]',
  );
  assert.is(
    messageOf(build({}, { blocks: toyParts.blocks })),
    'noprop/noprop-ct works in continuous time, found blocks of discrete time. Choose blocks of continuous time, e.g. noprop/conv-continuous.  [wrong_blocks]',
  );
});

test('options out of range are refused', () => {
  const messages = [{ eta: 0 }, { steps: 0 }, { steps: 2.5 }, { sigma: 0 }].map((options) => messageOf(build(options)));
  assert.equal(messages, [
    'eta  Wanted a number > 0, found 0.  [out_of_range]',
    'steps  Wanted a number >= 1, found 0.  [out_of_range]',
    'steps  Wanted an integer, found 2.5.  [wrong_type]',
    'sigma  Wanted a number > 0, found 0.  [out_of_range]',
  ]);
});

test('what is no choice is refused with those there are', () => {
  const options = [{ sampler: 'ode' }, { solver: 'rk5' }, { timeSampling: 'strata' }, { classProbability: 'radical' }];
  assert.equal(
    options.map((each) => messageOf(build(each))),
    [
      'sampler  Wanted one of ancestral, probability-flow, found the string "ode".  [not_a_choice]',
      'solver  Wanted one of euler, midpoint, heun, rk4, three-eighths, dopri5, found the string "rk5". Did you mean "rk4"?  [not_a_choice]',
      'timeSampling  Wanted one of uniform, stratified, found the string "strata".  [not_a_choice]',
      'classProbability  Wanted one of softmax, radial, found the string "radical". Did you mean "radial"?  [not_a_choice]',
    ],
  );
  assert.is(
    messageOf(build({ schedule: 'learned' })),
    'schedule  Unknown key "schedule". Known keys: eta, timeSampling, steps, sampler, inferenceNoise, solver, classProbability, sigma.  [unknown_key]',
  );
});

test.run();

testObjective(noPropCt, { parts, options: { steps: 20 } });
testObjective(noPropCt, { parts, options: { steps: 20, timeSampling: 'stratified', classProbability: 'radial' } });
testObjective(noPropCt, { parts: fixed, options: { steps: 20 } });
testObjective(noPropCt, { parts: learned, options: { steps: 20, inferenceNoise: 'all-but-last' } });
testObjective(noPropCt, { parts: learned, options: { steps: 20, classProbability: 'radial', sigma: 0.5 } });

for (const solver of ['euler', 'heun', 'rk4', 'dopri5']) {
  testObjective(noPropCt, { parts, options: { steps: 20, sampler: 'probability-flow', solver } });
}
