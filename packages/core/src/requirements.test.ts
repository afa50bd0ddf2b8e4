import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { BlockFamily } from './contracts/block';
import type { ContinuousSchedule, DiscreteSchedule } from './contracts/schedule';
import { requireBlocks, requireContinuous, requireDiscrete } from './requirements';
import { messageOf } from './testing';

const test = suite('requirements of objectives');

const unused = (): never => {
  throw new Error('nothing is computed here');
};
const discrete: DiscreteSchedule = { kind: 'discrete', steps: 1, alphaBar: [], snr: [], transition: unused };
const continuous: ContinuousSchedule = { kind: 'continuous', parameters: {}, at: unused };
const blocks: BlockFamily = { time: 'discrete', create: unused };

test('what fits is handed back', () => {
  assert.is(requireDiscrete(discrete, 'a/b'), discrete);
  assert.is(requireContinuous(continuous, 'a/b'), continuous);
  assert.is(requireBlocks(blocks, 'discrete', 'a/b'), blocks);
});

test('what does not is refused, with a choice that would', () => {
  assert.is(
    messageOf(() => requireDiscrete(continuous, 'a/b')),
    'a/b works in discrete time, found a schedule of continuous time. Choose a schedule of discrete time, e.g. noprop/cosine.  [wrong_schedule]',
  );
  assert.is(
    messageOf(() => requireContinuous(discrete, 'a/b')),
    'a/b works in continuous time, found a schedule of discrete time. Choose a schedule of continuous time, e.g. noprop/learned.  [wrong_schedule]',
  );
  assert.is(
    messageOf(() => requireBlocks(blocks, 'continuous', 'a/b')),
    'a/b works in continuous time, found blocks of discrete time. Choose blocks of continuous time, e.g. noprop/conv-continuous.  [wrong_blocks]',
  );
});

test.run();
