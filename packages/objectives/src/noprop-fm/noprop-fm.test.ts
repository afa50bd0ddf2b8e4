import { buildComponent, countParameters, type Parts } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenGroups } from '../laws/structure';
import { toyContinuousParts as parts, toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { testObjective } from '../testing';
import { noPropFm } from './noprop-fm';

const test = suite('noprop/noprop-fm');

const learned = { ...parts, embedding: toyLearnedEmbedding };

test('has no output layer with a fixed embedding', () => {
  const { groups, updates, epoch } = buildComponent(noPropFm, {}, parts);
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [
      ['network', 16 * 8 + 3 * 8 + 8 + 8 + 27],
      ['embedding', 0],
    ],
  );
  assert.equal(updates.map(writtenGroups), [['network']]);
  assert.equal(epoch, [{ name: 'epoch', updates: ['network'] }]);
});

test('anchors a learned embedding with an output layer', () => {
  const { groups, updates } = buildComponent(noPropFm, {}, learned);
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [
      ['network', 16 * 8 + 2 * 8 + 8 + 8 + 27],
      ['head', 9],
      ['embedding', 6],
    ],
  );
  assert.equal(updates.map(writtenGroups), [['network', 'head', 'embedding']]);
});

const build =
  (options: Record<string, unknown>, others: Partial<Parts> = {}) =>
  () =>
    buildComponent(noPropFm, options, { ...parts, ...others });

test('needs no schedule, and refuses discrete-time blocks', () => {
  assert.equal(noPropFm.needs, ['dataset', 'embedding', 'blocks']);
  assert.is(
    messageOf(build({}, { blocks: toyParts.blocks })),
    'noprop/noprop-fm needs continuous-time blocks, got discrete-time blocks. Choose blocks such as noprop/conv-continuous.  [wrong_blocks]',
  );
});

test('refuses invalid options', () => {
  const messages = [{ sigma: -0.1 }, { steps: 0 }, { solver: 'euller' }, { timeSampling: 'random' }, { eta: 1 }].map(
    (options) => messageOf(build(options)),
  );
  assert.equal(messages, [
    'sigma  Expected a number >= 0, got -0.1.  [out_of_range]',
    'steps  Expected a number >= 1, got 0.  [out_of_range]',
    'solver  Expected one of euler, midpoint, heun, rk4, three-eighths, dopri5, got "euller". Did you mean "euler"?  [not_a_choice]',
    'timeSampling  Expected one of uniform, stratified, got "random".  [not_a_choice]',
    'eta  Unknown key "eta". Known keys: sigma, timeSampling, steps, solver.  [unknown_key]',
  ]);
});

test.run();

testObjective(noPropFm, { parts, options: { steps: 20 } });
testObjective(noPropFm, { parts, options: { steps: 20, sigma: 0.1, timeSampling: 'stratified' } });
testObjective(noPropFm, { parts, options: { steps: 20, solver: 'rk4' } });
testObjective(noPropFm, { parts: learned, options: { steps: 20 } });
testObjective(noPropFm, { parts: learned, options: { steps: 20, sigma: 0.1 } });
