import type { ContinuousSchedule, Dataset, Embedding } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import { createRunFolder, type RunFolder } from '@noprop/store';
import { inTemporaryFolder } from '@noprop/store/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planOf } from './plan-fixture';
import type { GroupState, TrainingState } from './state';
import { keepView } from './views';

const test = suite('views');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Two classes; images have one pixel in two channels. */
const embedding: Embedding = {
  classes: 2,
  dimension: 2,
  parameters: { weight: { shape: [2, 2], init: { kind: 'zeros' } } },
  embed: (scope, labels) => tf.gather(scope.parameter('weight'), labels),
  mix: (scope, weights) => tf.matMul(weights, scope.parameter('weight')),
};

/** gamma(t) = a - 2 a t. */
const schedule: ContinuousSchedule = {
  kind: 'continuous',
  parameters: { a: { shape: [], init: { kind: 'zeros' } } },
  at: (scope, t) => {
    const a = scope.parameter('a');
    const gamma = tf.sub(a, tf.mul(tf.mul(2, a), t));
    const snr = tf.exp(tf.neg(gamma));
    return { gamma, snr, alphaBar: gamma, noiseVariance: gamma, snrRate: gamma };
  },
};

const groupOf = (parameters: Readonly<Record<string, Tensor>>): GroupState => ({
  parameters,
  slots: {},
  statistics: {},
  step: 0,
});

const state = (): TrainingState => ({
  groups: {
    embedding: groupOf({ weight: tf.tensor2d([0, 1, -1, 2], [2, 2]) }),
    schedule: groupOf({ a: tf.scalar(2) }),
  },
  updates: {},
});

async function withRun(check: (run: RunFolder, dataset: Dataset) => void): Promise<void> {
  const { dataset } = (await planOf()).parts;
  const image = { height: 1, width: 1, channels: 2 };
  await inTemporaryFolder((runs) => check(createRunFolder({ runs, name: 'seen', id: 'abc' }), { ...dataset, image }));
}

const valuesOf = (run: RunFolder, name: string): readonly number[] =>
  [...new Float32Array(run.readView('learned')?.get(name)?.data.slice().buffer ?? [])].map(
    (value) => Math.round(1e6 * value) / 1e6,
  );

test('stores embeddings in pixel scale, channel by channel, and a noise schedule at 101 times', () =>
  withRun((run, dataset) => {
    const normalization = { mean: [0.5, 0.25], deviation: [0.25, 0.5] };
    const before = tf.memory().numTensors;
    const now = state();
    keepView(run, 'learned', { dataset: { ...dataset, normalization }, embedding, schedule }, now);
    assert.is(tf.memory().numTensors, before + 2);
    const view = run.readView('learned');
    assert.equal(
      [...(view ?? [])].map(([name, { shape }]) => [name, shape]),
      [
        ['prototypes', [2, 1, 1, 2]],
        ['schedule/gamma', [101]],
        ['schedule/snr', [101]],
        ['schedule/t', [101]],
      ],
    );
    // (0, 1, -1, 2) times (0.25, 0.5), plus (0.5, 0.25).
    assert.equal(valuesOf(run, 'prototypes'), [0.5, 0.75, 0.25, 1.25]);
    const at = (name: string): readonly unknown[] => [0, 25, 100].map((i) => valuesOf(run, `schedule/${name}`)[i]);
    assert.equal(at('t'), [0, 0.25, 1]);
    assert.equal(at('gamma'), [2, 1, -2]);
    assert.equal(at('snr'), [0.135335, 0.367879, 7.389056]);
    assert.is(run.readView('initial'), undefined);
  }));

test('keeps the values of images without normalization', () =>
  withRun((run, dataset) => {
    keepView(run, 'learned', { dataset, embedding }, state());
    assert.equal(valuesOf(run, 'prototypes'), [0, 1, -1, 2]);
  }));

test('stores nothing for embeddings of another size, fixed parameters or untrained groups', () =>
  withRun((run, dataset) => {
    keepView(run, 'learned', { dataset, embedding: { ...embedding, dimension: 3 } }, state());
    keepView(run, 'learned', { dataset, embedding: { ...embedding, parameters: {} } }, state());
    keepView(run, 'learned', { dataset, schedule: { ...schedule, parameters: {} } }, state());
    keepView(run, 'learned', { dataset, embedding, schedule }, { groups: {}, updates: {} });
    keepView(run, 'learned', { dataset }, state());
    assert.is(run.readView('learned'), undefined);
  }));

test.run();
