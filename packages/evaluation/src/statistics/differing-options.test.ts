import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PlanRecord } from '../record/record';
import { differingOptions } from './differing-options';
import { runRecord, slotsWith } from './fixture';

const test = suite('differingOptions');

const planOf = (plan: Partial<PlanRecord>): PlanRecord => runRecord({ plan }).plan;

test('leaves out options that all plans share, and the seed', () => {
  assert.equal(differingOptions([planOf({ seed: 1 }), planOf({ seed: 2 })]), [{}, {}]);
});

test('names options by their path in the pipeline, with listed components by index and lists of numbers whole', () => {
  const blocks = (channels: readonly number[]) =>
    slotsWith({ blocks: { uses: 'noprop/conv-discrete', with: { channels } } });
  const accuracy = (runs: number) => [{ uses: 'noprop/accuracy', with: { split: 'test', runs } }];
  const plans = [
    planOf({ slots: blocks([4, 8]), evaluation: accuracy(1), training: { epochs: 1, batchSize: 128 } }),
    planOf({ slots: blocks([4, 4]), evaluation: accuracy(5), training: { epochs: 1, batchSize: 128, limit: 256 } }),
  ];
  assert.equal(differingOptions(plans), [
    { 'blocks.with.channels': [4, 8], 'evaluation.0.with.runs': 1 },
    { 'blocks.with.channels': [4, 4], 'training.limit': 256, 'evaluation.0.with.runs': 5 },
  ]);
});

test.run();
