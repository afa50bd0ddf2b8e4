import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { messageOf } from '../testing';
import type { RandomKey } from './random';
import { createScope } from './scope';

const test = suite('scope');

const unused = (): never => {
  throw new Error('not called in this test');
};
const random: RandomKey = {
  fold: unused,
  at: unused,
  uniform: unused,
  normal: unused,
  bernoulli: unused,
  bits: unused,
};

/** A scope never looks inside a tensor, so any object will do. */
const opaque = (name: string): Tensor => Object.freeze({ name }) as unknown as Tensor;
const kernel = opaque('kernel');
const mean = opaque('mean');
const variance = opaque('variance');
const source = { group: 'block/3', parameters: { kernel }, statistics: { mean, variance }, random, training: true };

test('hands out tensors by path', () => {
  const { scope } = createScope(source);
  assert.is(scope.parameter('kernel'), kernel);
  assert.is(scope.statistic('mean'), mean);
  assert.is(scope.training, true);
  assert.is(scope.random, random);
});

test('returns changed and unchanged statistics, and leaves the source as it was', () => {
  const { scope, statistics } = createScope(source);
  const next = opaque('next');
  scope.setStatistic('mean', next);
  assert.is(statistics().mean, next);
  assert.is(statistics().variance, variance);
  assert.is(scope.statistic('mean'), mean, 'reading still returns the value from before the step');
  assert.is(source.statistics.mean, mean);
});

test('names an unknown path and lists the known ones', () => {
  const { scope } = createScope(source);
  assert.is(
    messageOf(() => scope.parameter('bias')),
    'internal: group "block/3" has no tensor "bias". Known: kernel.',
  );
  const known = 'Known: mean, variance.';
  assert.is(
    messageOf(() => scope.statistic('kernel')),
    `internal: group "block/3" has no tensor "kernel". ${known}`,
  );
  assert.is(
    messageOf(() => scope.setStatistic('median', mean)),
    `internal: group "block/3" has no tensor "median". ${known}`,
  );
});

test('reports a group without tensors', () => {
  const { scope } = createScope({ ...source, group: 'head', statistics: {} });
  assert.is(
    messageOf(() => scope.statistic('mean')),
    'internal: group "head" has no tensor "mean". Known: none.',
  );
});

test.run();
