import { buildComponent, type Component, type Method, type Update } from '@noprop/core';
import { hostKey, readTensor, tf } from '@noprop/engine';
import {
  affineOf,
  assertClose,
  differences,
  initialToyState,
  mean,
  numbersOf,
  type Outcome,
  roleValues,
  row,
  runUpdate,
  softmax,
  toyParts,
  type Values,
} from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as assert from 'uvu/assert';
import { layerTerms, logitsInDoubles, type PassInDoubles, passInDoubles, peersInDoubles } from './fixture';

/** For tests: runs a program on a mini-batch of six 4 x 4 images and checks it in double precision. */

export const LABELS = [2, 0, 1, 1, 2, 0];
export const HIDDEN = [6, 5, 4];
const PIXELS = 16;

export interface Ran {
  readonly outcome: Outcome;
  /** Parameters before the update. */
  readonly values: Values;
  /** Pixels of each image. */
  readonly images: readonly (readonly number[])[];
}

/** Runs the one update of a variant with the key `hostKey(1, 'network')` and a nonzero head. */
export function runBatch(component: Component<'objective'>, options: object, check: (ran: Ran) => void): void {
  const method: Method = buildComponent(component, { hidden: HIDDEN, peerNormalization: 0, ...options }, toyParts);
  const update = method.updates[0] as Update;
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const head = { kernel: [(HIDDEN[1] as number) + (HIDDEN[2] as number), 3], bias: [3] };
    const drawn = Object.entries(head).map(
      ([path, shape]) => [path, hostKey(1, `head/${path}`).normal(shape)] as const,
    );
    state.head = { parameters: Object.fromEntries(drawn), statistics: {} };
    const images = hostKey(1, 'images').uniform([LABELS.length, 4, 4, 1]);
    const batch = { images, labels: tf.tensor1d(LABELS, 'int32') };
    const outcome = runUpdate(update, state, batch, hostKey(1, update.name));
    const pixels = [...readTensor(images)];
    check({ outcome, values: roleValues(update, state), images: LABELS.map((_, i) => row(pixels, i, PIXELS)) });
  });
}

/** The inputs of the layers and of the head, in double precision. */
export interface Expected {
  readonly positives: readonly (readonly number[])[];
  readonly negatives: readonly (readonly number[])[];
  /** The images that the head is trained on. */
  readonly read: readonly (readonly number[])[];
  readonly theta?: number;
}

/** Asserts the terms and all gradients: half the slope of each layer's own loss, and the slope of the head's loss. */
export function assertBatch({ outcome, values }: Ran, { positives, negatives, read, theta = 1 }: Expected): void {
  const passes = (rows: Expected['read']): PassInDoubles[] => rows.map((x) => passInDoubles(values, HIDDEN.length, x));
  const found = (role: string, path: string): number[] => [...readTensor(outcome.gradients[role]?.[path] as Tensor)];
  let [positive, negative] = [0, 0];
  HIDDEN.forEach((_, i) => {
    const role = `layer/${i + 1}`;
    const inputs = (rows: Expected['read']) => passes(rows).map((pass) => pass.inputs[i] as readonly number[]);
    const [high, low] = [inputs(positives), inputs(negatives)];
    const own = layerTerms(affineOf(values, role), high, low, theta);
    positive += own.positive;
    negative += own.negative;
    for (const path of ['kernel', 'bias'] as const) {
      const loss = (moved: readonly number[]): number => {
        const terms = layerTerms({ ...affineOf(values, role), [path]: moved }, high, low, theta);
        return terms.positive + terms.negative;
      };
      const halfSlopes = differences(loss, numbersOf(values, `${role}/${path}`)).map((slope) => slope / 2);
      assertClose(found(role, path), halfSlopes, 1e-5);
    }
  });
  const readPasses = passes(read);
  const crossEntropy = (at: Values): number =>
    mean(readPasses.map((pass, b) => -Math.log(softmax(logitsInDoubles(at, pass))[LABELS[b] as number] as number)));
  for (const path of ['kernel', 'bias']) {
    const name = `head/${path}`;
    const slopes = differences((moved) => crossEntropy({ ...values, [name]: moved }), numbersOf(values, name));
    assertClose(found('head', path), slopes, 1e-5);
  }
  assert.equal(Object.keys(outcome.terms), ['positive', 'negative', 'crossEntropy']);
  assertClose(Object.values(outcome.terms), [positive, negative, crossEntropy(values)], 1e-5);
}

/** Asserts that a variant applies peer normalization with the given strength, as seen in the gradients of biases. */
export function assertPeers(component: Component<'objective'>, positivesOf: (ran: Ran) => Expected['positives']): void {
  const strength = 0.2;
  const biases = ({ outcome }: Ran): number[][] =>
    HIDDEN.map((_, i) => [...readTensor(outcome.gradients[`layer/${i + 1}`]?.bias as Tensor)]);
  let without: number[][] = [];
  runBatch(component, {}, (ran) => {
    without = biases(ran);
  });
  runBatch(component, { peerNormalization: strength }, (ran) => {
    const passes = positivesOf(ran).map((x) => passInDoubles(ran.values, HIDDEN.length, x));
    const found = biases(ran);
    HIDDEN.forEach((units, i) => {
      const activities = passes.map((pass) => pass.activities[i] as readonly number[]);
      const { ascent } = peersInDoubles(Array(units).fill(0.5), activities, strength);
      const added = (found[i] as number[]).map((value, j) => value - (without[i]?.[j] as number));
      assertClose(
        added,
        ascent.map((value) => -value),
        2e-6,
      );
    });
  });
}
