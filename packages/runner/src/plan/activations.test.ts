import type { Method, Program } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { estimateActivations } from './activations';

const test = suite('estimateActivations');

const zeros = { kind: 'zeros' } as const;
const program = (...reads: string[]): Program => ({ name: 'any', reads, writes: reads, terms: [], metrics: [] });
const update = (name: string, bind: Record<string, string>) => ({
  name,
  program: program(...Object.keys(bind)),
  bind,
  constants: {},
});
const method: Method = {
  groups: [
    {
      name: 'block/1',
      parameters: {
        'conv/kernel': { shape: [3, 3, 1, 4], init: zeros },
        'conv/bias': { shape: [4], init: zeros },
        'dense/kernel': { shape: [64, 10], init: zeros },
      },
      statistics: {},
    },
    { name: 'block/2', parameters: { 'dense/kernel': { shape: [64, 10], init: zeros } }, statistics: {} },
    { name: 'head', parameters: { kernel: { shape: [10, 6], init: zeros } }, statistics: {} },
  ],
  updates: [update('one', { block: 'block/1' }), update('two', { block: 'block/2' }), update('head', { head: 'head' })],
  epoch: [
    { name: 'one', updates: ['one', 'head'] },
    { name: 'two', updates: ['two', 'head'] },
  ],
  predictor: {
    predict: () => {
      throw new Error('a plan makes no predictions');
    },
  },
};

test('counts the activations of all updates of the largest pass, twice, in float32', () => {
  // 8 x 8 x 4 of the convolution, 10 of the dense layer, 6 of the head: 272 values per image.
  assert.is(estimateActivations(method, { height: 8, width: 8, channels: 1 }, 5), 4 * 2 * 5 * 272);
});

test('is zero without a pass', () => {
  assert.is(estimateActivations({ ...method, epoch: [] }, { height: 8, width: 8, channels: 1 }, 5), 0);
});

test.run();
