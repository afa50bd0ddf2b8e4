import { buildComponent, type Method, type Parts, type Update } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyContinuousParts, toyLearnedEmbedding } from '../laws/toy-parts';
import { toyFixedContinuousSchedule } from '../laws/toy-schedules';
import { initialToyState } from '../laws/toy-state';
import { type Outcome, runUpdate } from '../laws/toy-update';
import { assertClose, differences, sum, valuesOf } from '../shared/fixture';
import { linearBlocks } from '../shared/linear-blocks';
import { assertGradients, roleValues, type Values } from '../shared/oracle';
import { type Given, logitsInDoubles, scheduleInDoubles, termsInDoubles } from './fixture';
import { noPropCt } from './noprop-ct';

const test = suite('program of noprop/noprop-ct');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];
const ETA = 0.7;
const key = () => hostKey(1, 'network');

interface Case {
  readonly parts?: Partial<Parts>;
  readonly options?: { readonly classProbability?: 'radial'; readonly sigma?: number; readonly timeSampling?: string };
}

/** Runs the update once and passes `check` its result and inputs. */
function run(
  { parts = {}, options = {} }: Case,
  check: (outcome: Outcome, values: Values, given: Given, method: Method) => void,
): void {
  const all = { ...toyContinuousParts, blocks: linearBlocks('continuous'), ...parts };
  const method = buildComponent(noPropCt, { eta: ETA, ...options }, all);
  const update = method.updates[0] as Update;
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const images = tf.zeros([LABELS.length, 4, 4, 1]);
    const outcome = runUpdate(update, state, { images, labels: tf.tensor1d(LABELS, 'int32') }, key());
    check(outcome, roleValues(update, state), givenOf(all.embedding.dimension, options), method);
  });
}

function givenOf(dimension: number, { sigma, timeSampling }: NonNullable<Case['options']>): Given {
  const noise = (purpose: string): number[] => valuesOf(() => key().fold(purpose).normal([LABELS.length, dimension]));
  const uniform = valuesOf(() => key().fold('t').uniform([LABELS.length]));
  return {
    labels: LABELS,
    dimension,
    times: timeSampling === 'stratified' ? uniform.map((u, i) => (i + u) / LABELS.length) : uniform,
    noise: { z: noise('z'), zFinal: noise('zFinal') },
    eta: ETA,
    ...(sigma !== undefined && { sigma }),
  };
}

const expectedTerms = (values: Values, given: Given): number[] =>
  Object.values(termsInDoubles).map((term) => term(values, given));

const learned = { embedding: toyLearnedEmbedding };
const cases: readonly (readonly [string, Case, readonly string[]])[] = [
  ['a fixed embedding', {}, ['network', 'head', 'schedule']],
  ['a learned embedding', { parts: learned }, ['network', 'head', 'schedule', 'embedding']],
  [
    'a learned embedding read radially',
    { parts: learned, options: { classProbability: 'radial', sigma: 0.6 } },
    ['network', 'head', 'schedule', 'embedding'],
  ],
  ['a fixed schedule', { parts: { schedule: toyFixedContinuousSchedule } }, ['network', 'head']],
  ['stratified times', { options: { timeSampling: 'stratified' } }, ['network', 'head', 'schedule']],
];

for (const [name, options, written] of cases) {
  test(`with ${name}, matches the terms and all gradients of the formula in doubles`, () => {
    run(options, ({ total, terms, gradients }, values, given) => {
      assert.equal(Object.keys(terms), ['crossEntropy', 'kl', 'denoising']);
      assertClose(Object.values(terms), expectedTerms(values, given), 1e-6);
      assertClose([total], [sum(expectedTerms(values, given))], 1e-6);
      assert.equal(Object.keys(gradients), written);
      assertGradients({ gradients }, values, (at) => sum(expectedTerms(at, given)), 5e-6);
    });
  });
}

test('passes gradients of every term to the schedule', () => {
  run({}, (_outcome, values, given) => {
    const slopes = (term: keyof typeof termsInDoubles, path: string): number =>
      differences(
        (moved) => termsInDoubles[term]({ ...values, [path]: moved }, given),
        values[path] ?? [],
      )[0] as number;
    for (const term of ['crossEntropy', 'denoising'] as const) {
      assert.ok(Math.abs(slopes(term, 'schedule/gamma0')) > 1e-3, `${term} depends on gamma0`);
    }
    assert.ok(Math.abs(slopes('kl', 'schedule/spread')) > 1e-6, 'the KL term depends on gamma at t = 0');
    assert.is(slopes('crossEntropy', 'schedule/bend'), 0, 'bend does not affect the ends');
  });
});

test('the weight in doubles is the slope of the SNR', () => {
  run({}, (_outcome, values, given) => {
    const rates = given.times.map((t) => scheduleInDoubles(t, values).snrRate);
    const slopes = given.times.map((at) => differences(([t]) => scheduleInDoubles(t as number, values).snr, [at])[0]);
    assertClose(rates, slopes as number[], 1e-8);
  });
});

test('reports the fraction of labels the network predicts from z_t as denoiserAccuracy', () => {
  run({}, ({ metrics }, values, given) => {
    const right = LABELS.filter((label, i) => {
      const logits = logitsInDoubles(values, given, i);
      return logits.indexOf(Math.max(...logits)) === label;
    });
    assert.ok(right.length > 0 && right.length < LABELS.length, 'some predictions are right and some wrong');
    assertClose([metrics.denoiserAccuracy as number], [right.length / LABELS.length], 1e-7);
  });
});

test.run();
