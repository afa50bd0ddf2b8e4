import type { Batch, Component, Method, PredictInputs, Prediction } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gradientPaths } from './laws/gradient-paths';
import { countImageFeatures } from './laws/image-features';
import { type LawCase, settingOf } from './laws/law-case';
import { structureProblems } from './laws/structure';
import { initialToyState, scopesOf, toyBatch } from './laws/toy-state';
import { toyAccuracy, trainToy } from './laws/toy-training';
import { runUpdate } from './laws/toy-update';
import { trajectoryProblems } from './laws/trajectory';

export { testCompiledPrediction } from './laws/compiled-prediction';
export { gradientPaths } from './laws/gradient-paths';
export { type CountedBlocks, countImageFeatures } from './laws/image-features';
export type { LawCase } from './laws/law-case';
export { structureProblems, writtenGroups } from './laws/structure';
export { toyBlocks } from './laws/toy-blocks';
export { type ToyParts, toyContinuousParts, toyLearnedEmbedding, toyParts } from './laws/toy-parts';
export { toyContinuousSchedule, toyFixedContinuousSchedule, toySchedule } from './laws/toy-schedules';
export { initialToyState, scopesOf, type ToyState, toyBatch } from './laws/toy-state';
export { toyAccuracy, trainToy } from './laws/toy-training';
export { gradientsOf, lossOf, type Outcome, runUpdate } from './laws/toy-update';
export { type PredictionSizes, trajectoryProblems } from './laws/trajectory';
export {
  type Affine,
  affine,
  classProbabilities,
  mixed,
  row,
  sigmoid,
  softmax,
  softplus,
  squaredNorm,
} from './shared/doubles';
export { assertClose, differences, mean, sum, valuesOf } from './shared/fixture';
export { classOf, exact, type Found, type Known, type Logits, predictKnown } from './shared/known-predictions';
export { linearBlocks } from './shared/linear-blocks';
export { affineOf, assertGradients, embeddingOf, numbersOf, roleValues, type Values } from './shared/oracle';

/** Examples of a mini-batch. */
const BATCH = 32;

/** Number of passes in which an objective must learn the toy problem. */
const PASSES = 36;

/**
 * A test suite with the laws of every objective. Call it from the test file of an objective, once for each set
 * of options and parts worth checking. The objective must learn a toy problem of three classes. Choose options
 * with few inference steps.
 */
export function testObjective(component: Component<'objective'>, lawCase: LawCase = {}): void {
  const { title, parts, build } = settingOf(component, lawCase);
  const test = suite(`laws of ${title}`);
  const { height, width, channels } = parts.dataset.image;
  let batches: readonly Batch[] = [];

  test.before(async () => {
    await startEngine({ backend: 'cpu' });
    const split = await parts.dataset.load('train');
    batches = [0, 1, 2].map((i) => toyBatch(split, [height, width, channels], i * BATCH, (i + 1) * BATCH));
  });

  test('names resolve and do not clash', () => assert.equal(structureProblems(build()), []));

  test('building allocates no tensor', () => {
    const before = tf.memory().numTensors;
    build();
    assert.is(tf.memory().numTensors, before);
  });

  test('updates have no gradient path to parameters they do not write', () => {
    const method = build();
    tf.tidy(() => assert.equal(gradientPaths(method, initialToyState(method, 1), batches[0] as Batch), []));
  });

  test('updates return their declared terms and metrics, and the terms add up', () => {
    forEachOutcome(1, ({ name, program }, { total, terms, metrics }) => {
      assert.equal(Object.keys(terms), program.terms, name);
      assert.equal(Object.keys(metrics), program.metrics, name);
      const sum = Object.values(terms).reduce((a, b) => a + b, 0);
      assert.ok(
        Math.abs(sum - total) <= 1e-5 * Math.max(1, Math.abs(total)),
        `${name}: expected the terms to add up to the total ${total}, got ${sum}`,
      );
    });
  });

  test('updates give every written parameter a finite gradient of its own shape', () => {
    forEachOutcome(1, ({ name, program, bind }, { gradients }, state) => {
      assert.equal(Object.keys(gradients), program.writes, name);
      for (const role of program.writes) {
        const { parameters } = state[bind[role] as string] as (typeof state)[string];
        for (const [path, parameter] of Object.entries(parameters)) {
          const gradient = gradients[role]?.[path] as Tensor;
          assert.equal(gradient.shape, parameter.shape, `${name}: ${role}/${path}`);
          assert.ok(readTensor(gradient).every(Number.isFinite), `${name}: ${role}/${path} is finite`);
        }
      }
    });
  });

  test('updates change statistics only of the roles they write', () => {
    forEachOutcome(1, ({ name, program, bind }, { statistics }, state) => {
      for (const role of program.reads.filter((read) => !program.writes.includes(read))) {
        const before = state[bind[role] as string]?.statistics;
        const changed = Object.keys(before ?? {}).filter((path) => statistics[role]?.[path] !== before?.[path]);
        assert.equal(changed, [], `${name}: ${role}`);
      }
    });
  });

  test('equal random keys give equal results', () => assert.equal(outcomes(1), outcomes(1)));

  const { draws = true } = lawCase;
  test(draws ? 'different keys give different results' : 'different keys give the same results', () =>
    (draws ? assert.not.equal : assert.equal)(outcomes(1), outcomes(2)),
  );

  test('predicts one score per class, the same each time, with or without diagnostics', () => {
    withPredictions(build(), (predict) => {
      const { scores, chain = [], alone = [] } = predict({ diagnostics: true });
      for (const each of [scores, ...chain, ...alone]) assert.equal(each.shape, [BATCH, parts.dataset.classes]);
      assert.equal(numbers(predict({ diagnostics: true })), numbers({ scores }));
      assert.equal(numbers(predict({})), numbers({ scores }), 'diagnostics change no prediction');
    });
  });

  test('any trajectory leads from noise to the prediction and does not change it', () => {
    withPredictions(build(), (predict) => {
      const sizes = { batch: BATCH, dimension: parts.embedding.dimension, classes: parts.dataset.classes };
      const plain = predict({});
      assert.is(plain.trajectory, undefined, 'not requested');
      for (const diagnostics of [false, true]) {
        const prediction = predict({ diagnostics, trajectory: true });
        assert.equal(trajectoryProblems(prediction, sizes), []);
        assert.equal(numbers(prediction), numbers(plain), 'the trajectory changes no prediction');
      }
    });
  });

  test('predictions compute image features once per block, whatever is requested', () => {
    for (const asked of [{}, { diagnostics: true, trajectory: true }]) {
      const { blocks, counts } = countImageFeatures(parts.blocks);
      withPredictions(build({ blocks }), (predict) => predict(asked));
      assert.equal(
        counts(),
        counts().map(() => 1),
      );
      if (blocks.time === 'continuous') assert.ok(counts().length <= 1, 'a single network');
    }
  });

  test('training lowers the loss, and predictions are far above chance', () => {
    const method = build();
    tf.tidy(() => {
      const state = initialToyState(method, 1);
      const losses = trainToy(method, state, batches, Math.ceil(PASSES / method.epoch.length), 1);
      assert.ok((losses.at(-1) as number) < (losses[0] as number), `loss by epoch: ${losses.join(', ')}`);
      const accuracies = batches.map((batch) => toyAccuracy(method, state, batch, hostKey(1, 'predict')));
      const accuracy = accuracies.reduce((a, b) => a + b, 0) / accuracies.length;
      assert.ok(accuracy > 2 / parts.dataset.classes, `accuracy ${accuracy} on ${parts.dataset.classes} classes`);
    });
  });

  test('updates and predictions leak no tensor', () => {
    const method = build();
    const before = tf.memory().numTensors;
    forEachOutcome(1, () => undefined);
    tf.tidy(() => toyAccuracy(method, initialToyState(method, 1), batches[0] as Batch, hostKey(1, 'predict')));
    assert.is(tf.memory().numTensors, before);
  });

  test.after(() => tf.dispose(batches as never));

  test.run();

  function forEachOutcome(key: number, check: (update: UpdateOf, outcome: OutcomeOf, state: StateOf) => void): void {
    const method = build();
    tf.tidy(() => {
      const state = initialToyState(method, 1);
      for (const update of method.updates) {
        check(update, runUpdate(update, state, batches[0] as Batch, hostKey(key, update.name)), state);
      }
    });
  }

  /** Passes `check` the predictor of an untrained method, for the first mini-batch and one random key. */
  function withPredictions(method: Method, check: (predict: (asked: Asked) => Prediction) => void): void {
    tf.tidy(() => {
      const state = initialToyState(method, 1);
      const { images } = batches[0] as Batch;
      check((asked) => {
        const random = hostKey(1, 'predict');
        return method.predictor.predict({
          scopes: scopesOf(state, random),
          images,
          random,
          diagnostics: false,
          ...asked,
        });
      });
    });
  }

  /** Total and gradients of each update, because noise may affect only one of the two. */
  function outcomes(key: number): Readonly<Record<string, readonly number[]>> {
    const found: Record<string, readonly number[]> = {};
    forEachOutcome(key, ({ name }, { total, gradients }) => {
      const slopes = Object.values(gradients).flatMap((tensors) => Object.values(tensors));
      found[name] = [total, ...slopes.flatMap((slope) => [...readTensor(slope)])];
    });
    return found;
  }
}

type StateOf = ReturnType<typeof initialToyState>;
type OutcomeOf = ReturnType<typeof runUpdate>;
type UpdateOf = Parameters<typeof runUpdate>[0];
type Asked = Partial<Pick<PredictInputs, 'diagnostics' | 'trajectory'>>;

const numbers = ({ scores }: Pick<Prediction, 'scores'>): number[] => [...readTensor(scores)];
