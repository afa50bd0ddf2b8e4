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

test('has one network, a head D to K, a schedule and an embedding', () => {
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

test('has one update, which writes every group with parameters', () => {
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

test('refuses discrete-time blocks and schedules', () => {
  assert.is(
    messageOf(build({}, { schedule: toyParts.schedule })),
    'noprop/noprop-ct needs a continuous-time schedule, got a discrete-time one. Choose one such as noprop/learned.  [wrong_schedule]',
  );
  assert.is(
    messageOf(build({}, { blocks: toyParts.blocks })),
    'noprop/noprop-ct needs continuous-time blocks, got discrete-time blocks. Choose blocks such as noprop/conv-continuous.  [wrong_blocks]',
  );
});

test('refuses options out of range', () => {
  const messages = [{ eta: 0 }, { steps: 0 }, { steps: 2.5 }, { sigma: 0 }].map((options) => messageOf(build(options)));
  assert.equal(messages, [
    'eta  Expected a number > 0, got 0.  [out_of_range]',
    'steps  Expected a number >= 1, got 0.  [out_of_range]',
    'steps  Expected an integer, got 2.5.  [wrong_type]',
    'sigma  Expected a number > 0, got 0.  [out_of_range]',
  ]);
});

test('refuses unknown choices and lists the valid ones', () => {
  const options = [{ sampler: 'ode' }, { solver: 'rk5' }, { timeSampling: 'strata' }, { classProbability: 'radical' }];
  assert.equal(
    options.map((each) => messageOf(build(each))),
    [
      'sampler  Expected one of ancestral, probability-flow, got "ode".  [not_a_choice]',
      'solver  Expected one of euler, midpoint, heun, rk4, three-eighths, dopri5, got "rk5". Did you mean "rk4"?  [not_a_choice]',
      'timeSampling  Expected one of uniform, stratified, got "strata".  [not_a_choice]',
      'classProbability  Expected one of softmax, radial, got "radical". Did you mean "radial"?  [not_a_choice]',
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
