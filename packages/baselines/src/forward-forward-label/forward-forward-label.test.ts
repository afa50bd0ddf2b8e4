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
const labelled = (image: readonly number[], label: number): number[] => [
  ...CLASSES.map((k) => Number(k === label)),
  ...image.slice(3),
];
const neutral = (image: readonly number[]): number[] => [...CLASSES.map(() => 1 / 3), ...image.slice(3)];
const largest = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));

test('one whole mini-batch in doubles: negatives, terms, and the gradients of all layers and of the head', () => {
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
      positives: images.map((image, i) => labelled(image, LABELS[i] as number)),
      negatives: images.map((image, i) => labelled(image, wrong[i] as number)),
      read: images.map(neutral),
      theta: 0.7,
    });
    const right = logits.filter((each, i) => largest(each) === LABELS[i]).length;
    assertClose([outcome.figures.accuracy as number], [right / LABELS.length], 1e-6);
  });
});

test('peer normalisation has the strength that is asked for', () => {
  assertPeers(forwardForwardLabel, ({ images }) => images.map((image, i) => labelled(image, LABELS[i] as number)));
});

for (const prediction of ['energy', 'softmax']) {
  test(`${prediction}: the scores are those in doubles`, () => {
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
        sum(passInDoubles(values, HIDDEN.length, labelled(image, k)).activities.slice(1).map(squaredNorm));
      const wanted = images.flatMap((image) =>
        prediction === 'energy'
          ? CLASSES.map((k) => energy(image, k))
          : logitsInDoubles(values, passInDoubles(values, HIDDEN.length, neutral(image))),
      );
      assertClose([...readTensor(found.scores)], wanted, 1e-5);
    });
  });
}

test("by default Hinton's: three layers of 1000, energy, theta N, peer normalisation 0.03", () => {
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

test('what cannot be is refused', () => {
  const build =
    (options: object, classes = 3) =>
    () =>
      buildComponent(forwardForwardLabel, { ...options }, { ...toyParts, dataset: { ...toyParts.dataset, classes } });
  assert.is(
    messageOf(build({}, 17)),
    'Wanted at least as many values in an image as classes, to write the label there; found 16 and 17. Use noprop/forward-forward-unsupervised, which needs no label in the image.  [too_many_classes]',
  );
  assert.is(messageOf(build({ theta: 0 })), 'theta  Wanted a number > 0, found 0.  [out_of_range]');
  assert.match(messageOf(build({ hidden: [10] })), /^hidden {2}/);
});

test.run();

testObjective(forwardForwardLabel, { options: { hidden: [12, 12, 12] } });
testObjective(forwardForwardLabel, { options: { hidden: [12, 12], prediction: 'softmax', peerNormalization: 0 } });
