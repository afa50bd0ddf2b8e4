import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { BlockFamily } from './contracts/block';
import type { ContinuousSchedule, DiscreteSchedule } from './contracts/schedule';
import { requireBlocks, requireContinuous, requireDiscrete } from './requirements';
import { messageOf } from './testing';

const test = suite('schedule and block requirements');

const unused = (): never => {
  throw new Error('not called in this test');
};
const discrete: DiscreteSchedule = { kind: 'discrete', steps: 1, alphaBar: [], snr: [], transition: unused };
const continuous: ContinuousSchedule = { kind: 'continuous', parameters: {}, at: unused };
const blocks: BlockFamily = { time: 'discrete', create: unused };

test('returns a schedule or blocks of the right kind', () => {
  assert.is(requireDiscrete(discrete, 'a/b'), discrete);
  assert.is(requireContinuous(continuous, 'a/b'), continuous);
  assert.is(requireBlocks(blocks, 'discrete', 'a/b'), blocks);
});

test('refuses the wrong kind and suggests one that fits', () => {
  assert.is(
    messageOf(() => requireDiscrete(continuous, 'a/b')),
    'a/b needs a discrete-time schedule, got a continuous-time one. Choose one such as noprop/cosine.  [wrong_schedule]',
  );
  assert.is(
    messageOf(() => requireContinuous(discrete, 'a/b')),
    'a/b needs a continuous-time schedule, got a discrete-time one. Choose one such as noprop/learned.  [wrong_schedule]',
  );
  assert.is(
    messageOf(() => requireBlocks(blocks, 'continuous', 'a/b')),
    'a/b needs continuous-time blocks, got discrete-time blocks. Choose blocks such as noprop/conv-continuous.  [wrong_blocks]',
  );
});

test.run();
