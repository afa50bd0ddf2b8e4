import { buildComponent, type Embedding, type Update } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyContinuousParts, toyLearnedEmbedding } from '../laws/toy-parts';
import { initialToyState } from '../laws/toy-state';
import { type Outcome, runUpdate } from '../laws/toy-update';
import { row, squaredDistance } from '../shared/doubles';
import { assertClose, mean, sum, valuesOf } from '../shared/fixture';
import { linearBlocks } from '../shared/linear-blocks';
import { assertGradients, embeddingOf, roleValues, type Values } from '../shared/oracle';
import { extrapolatedInDoubles, type Given, termsInDoubles } from './fixture';
import { noPropFm } from './noprop-fm';

const test = suite('program of noprop/noprop-fm');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];
const key = () => hostKey(1, 'network');

interface Case {
  readonly embedding?: Embedding;
  readonly options?: { readonly sigma?: number; readonly timeSampling?: string };
}

/** Runs the update once and passes `check` its result and inputs. */
function run(
  { embedding = toyContinuousParts.embedding, options = {} }: Case,
  check: (outcome: Outcome, values: Values, given: Given) => void,
): void {
  const method = buildComponent(
    noPropFm,
    { ...options },
    { ...toyContinuousParts, embedding, blocks: linearBlocks('continuous') },
  );
  const update = method.updates[0] as Update;
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const images = tf.zeros([LABELS.length, 4, 4, 1]);
    const outcome = runUpdate(update, state, { images, labels: tf.tensor1d(LABELS, 'int32') }, key());
    check(outcome, roleValues(update, state), givenOf(embedding.dimension, options));
  });
}

function givenOf(dimension: number, { sigma = 0, timeSampling }: NonNullable<Case['options']>): Given {
  const noise = (purpose: string): number[] => valuesOf(() => key().fold(purpose).normal([LABELS.length, dimension]));
  const uniform = valuesOf(() => key().fold('t').uniform([LABELS.length]));
  return {
    labels: LABELS,
    dimension,
    times: timeSampling === 'stratified' ? uniform.map((u, i) => (i + u) / LABELS.length) : uniform,
    noise: { zNoise: noise('zNoise'), path: noise('path') },
    sigma,
  };
}

const { flowMatching, crossEntropy } = termsInDoubles;
const fixed = { flowMatching };
const anchored = { flowMatching, crossEntropy };
const cases: readonly (readonly [string, Case, Partial<typeof termsInDoubles>, readonly string[]])[] = [
  ['a fixed embedding', {}, fixed, ['network']],
  ['a fixed embedding, sigma 0.3', { options: { sigma: 0.3 } }, fixed, ['network']],
  ['stratified times', { options: { timeSampling: 'stratified' } }, fixed, ['network']],
  ['a learned embedding', { embedding: toyLearnedEmbedding }, anchored, ['network', 'head', 'embedding']],
  [
    'a learned embedding, sigma 0.3',
    { embedding: toyLearnedEmbedding, options: { sigma: 0.3 } },
    anchored,
    ['network', 'head', 'embedding'],
  ],
];

for (const [name, options, formulas, written] of cases) {
  test(`with ${name}, matches the terms and all gradients of the formula in doubles`, () => {
    run(options, ({ total, terms, gradients }, values, given) => {
      const expected = (at: Values): number[] => Object.values(formulas).map((term) => term(at, given));
      assert.equal(Object.keys(terms), Object.keys(formulas));
      assertClose(Object.values(terms), expected(values), 1e-6);
      assertClose([total], [sum(expected(values))], 1e-6);
      assert.equal(Object.keys(gradients), written);
      assertGradients({ gradients }, values, (at) => sum(expected(at)), 5e-6);
    });
  });
}

test('reports the fraction of ends nearest to their own class as extrapolatedAccuracy', () => {
  for (const options of [{}, { embedding: toyLearnedEmbedding }]) {
    run(options, ({ metrics }, values, given) => {
      const embedding = embeddingOf(values);
      const right = LABELS.map((label, i) => {
        const end = extrapolatedInDoubles(values, given, i);
        const distances = [0, 1, 2].map((k) => squaredDistance(end, row(embedding, k, given.dimension)));
        return distances.indexOf(Math.min(...distances)) === label ? 1 : 0;
      });
      assert.ok(sum(right) > 0 && sum(right) < LABELS.length, `some predictions are right and some wrong: ${right}`);
      assertClose([metrics.extrapolatedAccuracy as number], [mean(right)], 1e-7);
    });
  }
});

/** Five dimensions for three classes. */
const wide: Embedding = {
  ...toyLearnedEmbedding,
  dimension: 5,
  parameters: { weight: { shape: [3, 5], init: { kind: 'orthogonal' } } },
};

test('subtracts the floor D - K of an embedding with more dimensions than classes', () => {
  run({ embedding: wide }, ({ terms, metrics }) => {
    assertClose([metrics.flowMatchingAboveFloor as number], [(terms.flowMatching as number) - 2], 1e-6);
  });
  run({ embedding: toyLearnedEmbedding }, ({ terms, metrics }) => {
    assert.is(metrics.flowMatchingAboveFloor, terms.flowMatching, 'no floor for D = 2 < K = 3');
  });
});

test.run();
