import { buildComponent, countParameters, type Parts } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenGroups } from '../laws/structure';
import { toyContinuousParts, toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { toySchedule } from '../laws/toy-schedules';
import { testObjective } from '../testing';
import { noPropDt } from './noprop-dt';

const test = suite('noprop/noprop-dt');

/** The cosine schedule with T = 10: t, abar_t, and the weight 5 * 0.1 * (SNR(t) - SNR(t-1)). */
const GOLDEN = [
  [0, 0.00001994],
  [1, 0.01993855, '0.0102'],
  [2, 0.07816426, '0.0322'],
  [3, 0.17003411, '0.0600'],
  [4, 0.28822222, '0.1000'],
  [5, 0.42330408, '0.1645'],
  [6, 0.56450801, '0.2811'],
  [7, 0.70057414, '0.5217'],
  [8, 0.82065234, '1.1180'],
  [9, 0.91516733, '3.1061'],
  [10, 0.97658233, '15.4574'],
] as const;
const alphaBar = GOLDEN.map(([, value]) => value);
const method = buildComponent(noPropDt, {}, { ...toyParts, schedule: toySchedule(alphaBar) });
const blockNames = GOLDEN.slice(1).map(([t]) => `block/${t}`);

for (const [t, , weight] of GOLDEN.slice(1)) {
  test(`trains block ${t} on z_{t-1} with weight ${weight}`, () => {
    const { name, constants } = method.updates[t - 1] ?? {};
    assert.is(name, `block/${t}`);
    assert.is(constants?.alphaBar, alphaBar[t - 1]);
    assert.is(constants?.weight?.toFixed(4), weight);
  });
}

test('eta scales only the weights', () => {
  const { updates } = buildComponent(noPropDt, { eta: 1 }, { ...toyParts, schedule: toySchedule(alphaBar) });
  const weights = updates.slice(0, 10).map(({ constants }) => (constants.weight as number) / 10);
  weights.forEach((weight, i) => assert.is(weight.toFixed(4), GOLDEN[i + 1]?.[2]));
  assert.equal(
    updates.map(({ constants }) => constants.alphaBar),
    method.updates.map(({ constants }) => constants.alphaBar),
  );
});

test('has T + 1 updates with a fixed embedding, each writing its own group', () => {
  assert.equal(
    method.updates.map(({ name }) => name),
    [...blockNames, 'head'],
  );
  assert.equal(
    method.updates.map(writtenGroups),
    [...blockNames, 'head'].map((name) => [name]),
  );
});

test('with a fixed embedding, no update reads parameters that another one writes', () => {
  const sizes = new Map(method.groups.map(({ name, parameters }) => [name, countParameters(parameters)]));
  for (const { name, bind } of method.updates) {
    const read = Object.values(bind).filter((group) => (sizes.get(group) as number) > 0);
    assert.equal(read, [name]);
  }
});

test('shares one program among all blocks', () => {
  assert.is(new Set(method.updates.map(({ program }) => program)).size, 2);
});

test('has T passes per epoch, each training the head and one block', () => {
  assert.equal(
    method.epoch,
    blockNames.map((name) => ({ name, updates: ['head', name] })),
  );
});

test('has T updates with a learned embedding, each of a block, the head and the embedding', () => {
  const coupled = buildComponent(noPropDt, {}, { ...toyParts, embedding: toyLearnedEmbedding });
  const names = ['block/1', 'block/2', 'block/3'];
  assert.equal(
    coupled.updates.map(({ name }) => name),
    names,
  );
  assert.equal(
    coupled.updates.map(writtenGroups),
    names.map((name) => [name, 'head', 'embedding']),
  );
  assert.equal(
    coupled.epoch,
    names.map((name) => ({ name, updates: [name] })),
  );
  assert.is(new Set(coupled.updates.map(({ program }) => program)).size, 1);
});

test('gives every block its own parameters, and has a head D to K', () => {
  assert.equal(
    method.groups.map(({ name }) => name),
    [...blockNames, 'head', 'embedding'],
  );
  assert.equal(
    method.groups.map(({ parameters }) => countParameters(parameters)),
    [...Array(10).fill(16 * 8 + 3 * 8 + 8 + 27), 12, 0],
  );
  assert.equal(
    method.groups.map(({ statistics }) => Object.keys(statistics)),
    [...Array(10).fill(['mean']), [], []],
  );
});

test('refuses invalid options', () => {
  const build = (options: object) => () => buildComponent(noPropDt, { ...options }, toyParts);
  assert.is(messageOf(build({ eta: 0 })), 'eta  Expected a number > 0, got 0.  [out_of_range]');
  assert.is(
    messageOf(build({ inferenceNoise: 'of' })),
    'inferenceNoise  Expected one of on, off, all-but-last, got "of". Did you mean "on"?  [not_a_choice]',
  );
  assert.is(
    messageOf(build({ T: 10 })),
    'T  Unknown key "T". Known keys: eta, inferenceNoise, classProbability, sigma.  [unknown_key]',
  );
});

test('refuses continuous-time blocks and schedules', () => {
  const build = (parts: Partial<Parts>) => messageOf(() => buildComponent(noPropDt, {}, { ...toyParts, ...parts }));
  assert.is(
    build({ schedule: toyContinuousParts.schedule }),
    'noprop/noprop-dt needs a discrete-time schedule, got a continuous-time one. Choose one such as noprop/cosine.  [wrong_schedule]',
  );
  assert.is(
    build({ blocks: toyContinuousParts.blocks }),
    'noprop/noprop-dt needs discrete-time blocks, got continuous-time blocks. Choose blocks such as noprop/conv-discrete.  [wrong_blocks]',
  );
});

test.run();

testObjective(noPropDt);
testObjective(noPropDt, { options: { eta: 1, inferenceNoise: 'off' } });
testObjective(noPropDt, { options: { classProbability: 'radial' } });
testObjective(noPropDt, { parts: { embedding: toyLearnedEmbedding } });
testObjective(noPropDt, {
  options: { classProbability: 'radial', sigma: 0.5 },
  parts: { embedding: toyLearnedEmbedding },
});
