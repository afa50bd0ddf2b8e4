import { buildComponent, countParameters, type Parts } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import {
  toyLearnedEmbedding as embedding,
  testObjective,
  toyContinuousParts,
  toyParts,
  writtenGroups,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { backprop } from './backprop';

const test = suite('noprop/backprop');

const BLOCK = 16 * 8 + 3 * 8 + 8 + 27;
const blockNames = Array.from({ length: 10 }, (_, i) => `block/${i + 1}`);

test('has ten blocks with separate parameters, ten w_t and the head of NoProp-DT', () => {
  const { groups } = buildComponent(backprop, {}, toyParts);
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [...blockNames.map((name) => [name, BLOCK]), ['mixing', 10], ['head', 12], ['embedding', 0]],
  );
});

test('writes them all in one update, with one pass per epoch', () => {
  const { updates, epoch } = buildComponent(backprop, {}, toyParts);
  assert.equal(updates.map(writtenGroups), [[...blockNames, 'mixing', 'head']]);
  assert.equal(epoch, [{ name: 'epoch', updates: ['network'] }]);
});

test('trains a learned embedding with them', () => {
  const { updates } = buildComponent(backprop, { steps: 2 }, { ...toyParts, embedding });
  assert.equal(updates.map(writtenGroups), [['block/1', 'block/2', 'mixing', 'head', 'embedding']]);
});

test('initializes w_t so that tanh(w_t) is the initial alpha', () => {
  const startOf = (options: object) => {
    const { groups } = buildComponent(backprop, { steps: 2, ...options }, toyParts);
    return groups.find(({ name }) => name === 'mixing')?.parameters.w?.init;
  };
  assert.equal(startOf({}), { kind: 'values', values: [Math.atanh(0.5), Math.atanh(0.5)] });
  assert.equal(startOf({ initialAlpha: 0.9 }), { kind: 'values', values: [Math.atanh(0.9), Math.atanh(0.9)] });
});

const build =
  (options: Record<string, unknown>, parts: Partial<Parts> = {}) =>
  () =>
    buildComponent(backprop, options, { ...toyParts, ...parts });

test('needs no schedule, and refuses continuous-time blocks', () => {
  assert.equal(backprop.needs, ['dataset', 'embedding', 'blocks']);
  assert.is(
    messageOf(build({}, { blocks: toyContinuousParts.blocks })),
    'noprop/backprop needs discrete-time blocks, got continuous-time blocks. Choose blocks such as noprop/conv-discrete.  [wrong_blocks]',
  );
});

test('refuses invalid options', () => {
  const messages = [{ steps: 0 }, { initialAlpha: 0 }, { initialAlpha: 1 }, { eta: 1 }].map((options) =>
    messageOf(build(options)),
  );
  assert.equal(messages, [
    'steps  Expected a number >= 1, got 0.  [out_of_range]',
    'initialAlpha  Expected a number > 0, got 0.  [out_of_range]',
    'initialAlpha  Expected a number < 1, got 1.  [out_of_range]',
    'eta  Unknown key "eta". Known keys: steps, initialAlpha, classProbability, sigma.  [unknown_key]',
  ]);
});

test.run();

testObjective(backprop, { options: { steps: 3 } });
testObjective(backprop, { options: { steps: 1, initialAlpha: 0.9 } });
testObjective(backprop, { options: { steps: 3, classProbability: 'radial', sigma: 0.5 } });
testObjective(backprop, { options: { steps: 3 }, parts: { embedding } });
