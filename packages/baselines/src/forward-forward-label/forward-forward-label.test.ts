import { buildComponent, countParameters } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import {
  assertClose,
  initialToyState,
  row,
  scopesOf,
  squaredNorm,
  sum,
  testObjective,
  toyParts,
  valuesOf,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { logitsInDoubles, passInDoubles } from '../forward-forward/fixture';
import { assertBatch, assertPeers, HIDDEN, LABELS, runBatch } from '../forward-forward/oracle';
import { forwardForwardLabel } from './forward-forward-label';

const test = suite('noprop/forward-forward-label');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const CLASSES = [0, 1, 2];
const labeled = (image: readonly number[], label: number): number[] => [
  ...CLASSES.map((k) => Number(k === label)),
  ...image.slice(3),
];
const neutral = (image: readonly number[]): number[] => [...CLASSES.map(() => 1 / 3), ...image.slice(3)];
const largest = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));

test('matches a whole mini-batch in double precision: negatives, terms and all gradients', () => {
  runBatch(forwardForwardLabel, { theta: 0.7 }, (ran) => {
    const { images, values, outcome } = ran;
    const uniform = valuesOf(() => hostKey(1, 'network').fold('negatives').uniform([LABELS.length, 3]));
    const logits = images.map((image) => logitsInDoubles(values, passInDoubles(values, HIDDEN.length, neutral(image))));
    const wrong = logits.map((each, i) =>
      largest(
        each.map((logit, k) =>
          k === LABELS[i] ? -Infinity : logit - Math.log(-Math.log(row(uniform, i, 3)[k] as number)),
        ),
      ),
    );
    assert.ok(new Set(wrong).size > 1, `wrong labels ${wrong}`);
    assertBatch(ran, {
      positives: images.map((image, i) => labeled(image, LABELS[i] as number)),
      negatives: images.map((image, i) => labeled(image, wrong[i] as number)),
      read: images.map(neutral),
      theta: 0.7,
    });
    const right = logits.filter((each, i) => largest(each) === LABELS[i]).length;
    assertClose([outcome.metrics.accuracy as number], [right / LABELS.length], 1e-6);
  });
});

test('applies peer normalization with the given strength', () => {
  assertPeers(forwardForwardLabel, ({ images }) => images.map((image, i) => labeled(image, LABELS[i] as number)));
});

for (const prediction of ['energy', 'softmax']) {
  test(`${prediction}: matches scores in double precision`, () => {
    const options = { hidden: HIDDEN, prediction };
    const method = buildComponent(forwardForwardLabel, options, toyParts);
    runBatch(forwardForwardLabel, {}, ({ images, values }) => {
      const random = hostKey(1, 'predict');
      const state = initialToyState(method, 1);
      const parameters = {
        kernel: tf.tensor2d([...(values['head/kernel'] as number[])], [9, 3]),
        bias: tf.tensor1d([...(values['head/bias'] as number[])]),
      };
      state.head = { parameters, statistics: {} };
      const found = method.predictor.predict({
        scopes: scopesOf(state, random),
        images: tf.tensor(images.flat(), [images.length, 4, 4, 1]),
        random,
        diagnostics: false,
      });
      const energy = (image: readonly number[], k: number): number =>
        sum(passInDoubles(values, HIDDEN.length, labeled(image, k)).activities.slice(1).map(squaredNorm));
      const expected = images.flatMap((image) =>
        prediction === 'energy'
          ? CLASSES.map((k) => energy(image, k))
          : logitsInDoubles(values, passInDoubles(values, HIDDEN.length, neutral(image))),
      );
      assertClose([...readTensor(found.scores)], expected, 1e-5);
    });
  });
}

test("defaults to Hinton's settings: three layers of 1000, energy, theta 1, peer normalization 0.03", () => {
  const image = { height: 28, width: 28, channels: 1 };
  const { groups, updates } = buildComponent(
    forwardForwardLabel,
    {},
    { ...toyParts, dataset: { ...toyParts.dataset, image, classes: 10 } },
  );
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [
      ['layer/1', 785_000],
      ['layer/2', 1_001_000],
      ['layer/3', 1_001_000],
      ['head', 20_010],
    ],
  );
  assert.equal(
    groups.map(({ statistics }) => Object.keys(statistics)),
    [['mean'], ['mean'], ['mean'], []],
  );
  assert.equal(updates[0]?.program.writes, ['layer/1', 'layer/2', 'layer/3', 'head']);
  const { prediction, theta, peerNormalization } = forwardForwardLabel.schema.properties as Record<
    string,
    { readonly default: unknown }
  >;
  assert.equal([prediction?.default, theta?.default, peerNormalization?.default], ['energy', 1, 0.03]);
});

test('refuses invalid options and too many classes', () => {
  const build =
    (options: object, classes = 3) =>
    () =>
      buildComponent(forwardForwardLabel, { ...options }, { ...toyParts, dataset: { ...toyParts.dataset, classes } });
  assert.is(
    messageOf(build({}, 17)),
    'Expected at most 16 classes, one per value of an image, got 17. Use noprop/forward-forward-unsupervised, which writes no label into the image.  [too_many_classes]',
  );
  assert.is(messageOf(build({ theta: 0 })), 'theta  Expected a number > 0, got 0.  [out_of_range]');
  assert.match(messageOf(build({ hidden: [10] })), /^hidden {2}/);
});

test.run();

testObjective(forwardForwardLabel, { options: { hidden: [12, 12, 12] } });
testObjective(forwardForwardLabel, { options: { hidden: [12, 12], prediction: 'softmax', peerNormalization: 0 } });
