import { buildComponent, type Embedding, type Update } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { initialToyState } from '../laws/toy-state';
import { type Outcome, runUpdate } from '../laws/toy-update';
import { assertClose, sum, valuesOf } from '../shared/fixture';
import { linearBlocks } from '../shared/linear-blocks';
import { assertGradients, roleValues, type Values } from '../shared/oracle';
import { blockLogitsInDoubles, type Given, termsInDoubles } from './fixture';
import { noPropDt } from './noprop-dt';

const test = suite('programs of noprop/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];
const ETA = 0.7;
const { alphaBar, snr } = toyParts.schedule;

interface Case {
  readonly embedding?: Embedding;
  /** Standard deviation of the radial class probabilities. */
  readonly sigma?: number;
}

/** Runs the update of block t (or of the head) once and passes `check` its result and inputs. */
function run(
  name: string,
  t: number,
  { embedding = toyParts.embedding, sigma }: Case,
  check: (outcome: Outcome, values: Values, given: Given) => void,
): void {
  const options = { eta: ETA, ...(sigma !== undefined && { classProbability: 'radial', sigma }) };
  const method = buildComponent(noPropDt, options, { ...toyParts, embedding, blocks: linearBlocks('discrete') });
  const update = method.updates.find((each) => each.name === name) as Update;
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const images = tf.zeros([LABELS.length, 4, 4, 1]);
    const outcome = runUpdate(update, state, { images, labels: tf.tensor1d(LABELS, 'int32') }, hostKey(1, name));
    check(outcome, roleValues(update, state), givenOf(name, t, embedding.dimension, sigma));
  });
}

function givenOf(name: string, t: number, dimension: number, sigma: number | undefined): Given {
  const noise = (purpose: string): number[] =>
    valuesOf(() => hostKey(1, name).fold(purpose).normal([LABELS.length, dimension]));
  const at = (list: readonly number[], i: number): number => list[i] as number;
  return {
    labels: LABELS,
    dimension,
    noise: { z: noise('z'), zFinal: noise('zFinal') },
    alphaBar: { first: at(alphaBar, 0), previous: at(alphaBar, t - 1), last: at(alphaBar, 3) },
    weight: 1.5 * ETA * (at(snr, t) - at(snr, t - 1)),
    ...(sigma !== undefined && { sigma }),
  };
}

/** Asserts that an update has the terms, total and gradients of the named terms in doubles. */
function assertTerms(
  { total, terms, gradients }: Outcome,
  values: Values,
  given: Given,
  names: readonly (keyof typeof termsInDoubles)[],
): void {
  const expected = (at: Values): number[] => names.map((name) => termsInDoubles[name](at, given));
  assert.equal(Object.keys(terms), names);
  assertClose(Object.values(terms), expected(values), 1e-6);
  assertClose([total], [sum(expected(values))], 1e-6);
  assertGradients({ gradients }, values, (at) => sum(expected(at)), 3e-6);
}

for (const t of [1, 2, 3]) {
  test(`block ${t} matches the term and gradient of the formula in doubles`, () => {
    run(`block/${t}`, t, {}, (outcome, values, given) => assertTerms(outcome, values, given, ['denoising']));
  });
}

test('the head matches the terms and gradient of the formula in doubles', () => {
  run('head', 1, {}, (outcome, values, given) => assertTerms(outcome, values, given, ['crossEntropy', 'kl']));
});

test('the head matches them with radial class probabilities', () => {
  run('head', 1, { sigma: 0.6 }, (outcome, values, given) =>
    assertTerms(outcome, values, given, ['crossEntropy', 'kl']),
  );
});

for (const sigma of [undefined, 0.6]) {
  test(`matches all terms and gradients with a learned embedding${sigma ? ' read radially' : ''}`, () => {
    run('block/2', 2, { embedding: toyLearnedEmbedding, ...(sigma && { sigma }) }, (outcome, values, given) => {
      assertTerms(outcome, values, given, ['crossEntropy', 'kl', 'denoising']);
      assert.equal(Object.keys(outcome.gradients), ['block', 'head', 'embedding']);
    });
  });
}

test('reports the fraction of labels the block predicts as blockAccuracy', () => {
  run('block/3', 3, {}, ({ metrics }, values, given) => {
    const right = LABELS.filter((label, i) => {
      const logits = blockLogitsInDoubles(values, given, i);
      return logits.indexOf(Math.max(...logits)) === label;
    });
    assert.ok(right.length > 0 && right.length < LABELS.length, 'some predictions are right and some wrong');
    assertClose([metrics.blockAccuracy as number], [right.length / LABELS.length], 1e-7);
  });
});

test.run();
