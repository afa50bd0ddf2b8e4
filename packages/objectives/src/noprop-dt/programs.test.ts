import { buildComponent, type Method, type Tensors, type Update } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyLearnedEmbedding, toyParts } from '../laws/toy-parts';
import { initialToyState, type ToyState } from '../laws/toy-state';
import { runUpdate } from '../laws/toy-update';
import { assertClose, differences } from '../shared/fixture';
import { blockLogitsInDoubles, linearBlocks, type Numbers, termsInDoubles } from './fixture';
import { noPropDt } from './noprop-dt';

const test = suite('programs of noprop/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1, 1, 2];
const ONE_HOT = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const { alphaBar, snr } = toyParts.schedule;
const fixed = buildComponent(noPropDt, { eta: 0.7 }, { ...toyParts, blocks: linearBlocks });
const learned = buildComponent(
  noPropDt,
  { eta: 0.7 },
  { ...toyParts, blocks: linearBlocks, embedding: toyLearnedEmbedding },
);

/** Runs an update of block t (or of the head) once, and gathers what it was computed from. */
function run(
  method: Method,
  name: string,
  t: number,
  check: (found: ReturnType<typeof runUpdate>, numbers: Numbers) => void,
): void {
  tf.tidy(() => {
    const state = initialToyState(method, 1);
    const update = method.updates.find((each) => each.name === name) as Update;
    const images = tf.zeros([LABELS.length, 4, 4, 1]);
    const outcome = runUpdate(update, state, { images, labels: tf.tensor1d(LABELS, 'int32') }, hostKey(1, name));
    check(outcome, numbersOf(state, name, t));
  });
}

function numbersOf(state: ToyState, name: string, t: number): Numbers {
  const values = (group: string, path: string): number[] => [...readTensor(state[group]?.parameters[path] as Tensor)];
  const embedding = state.embedding?.parameters.weight === undefined ? ONE_HOT : values('embedding', 'weight');
  const dimension = embedding.length / 3;
  const noise = (purpose: string): number[] => [
    ...readTensor(hostKey(1, name).fold(purpose).normal([LABELS.length, dimension])),
  ];
  const at = (list: readonly number[], i: number): number => list[i] as number;
  return {
    labels: LABELS,
    dimension,
    embedding,
    block: { kernel: values(`block/${t}`, 'kernel'), bias: values(`block/${t}`, 'bias') },
    head: { kernel: values('head', 'kernel'), bias: values('head', 'bias') },
    noise: { z: noise('z'), zFinal: noise('zFinal') },
    alphaBar: { first: at(alphaBar, 0), previous: at(alphaBar, t - 1), last: at(alphaBar, 3) },
    weight: 1.5 * 0.7 * (at(snr, t) - at(snr, t - 1)),
  };
}

const gradient = (tensors: Tensors | undefined, path: string): number[] => [...readTensor(tensors?.[path] as Tensor)];

for (const t of [1, 2, 3]) {
  test(`block ${t}: its term and its gradient are those of the formula in doubles`, () => {
    run(fixed, `block/${t}`, t, ({ total, terms, gradients }, numbers) => {
      const { denoising } = termsInDoubles(numbers);
      assertClose([total, terms.denoising as number], [denoising, denoising], 1e-6);
      const { block } = numbers;
      const ofKernel = differences(
        (kernel) => termsInDoubles({ ...numbers, block: { ...block, kernel } }).denoising,
        block.kernel,
      );
      const ofBias = differences(
        (bias) => termsInDoubles({ ...numbers, block: { ...block, bias } }).denoising,
        block.bias,
      );
      assertClose(gradient(gradients.block, 'kernel'), ofKernel, 2e-6);
      assertClose(gradient(gradients.block, 'bias'), ofBias, 2e-6);
    });
  });
}

test('head: its terms and its gradient are those of the formula in doubles', () => {
  run(fixed, 'head', 1, ({ total, terms, gradients }, numbers) => {
    const { crossEntropy, kl } = termsInDoubles(numbers);
    assertClose([total, terms.crossEntropy as number, terms.kl as number], [crossEntropy + kl, crossEntropy, kl], 1e-6);
    const { head } = numbers;
    const ofKernel = differences(
      (kernel) => termsInDoubles({ ...numbers, head: { ...head, kernel } }).crossEntropy,
      head.kernel,
    );
    const ofBias = differences(
      (bias) => termsInDoubles({ ...numbers, head: { ...head, bias } }).crossEntropy,
      head.bias,
    );
    assertClose(gradient(gradients.head, 'kernel'), ofKernel, 2e-6);
    assertClose(gradient(gradients.head, 'bias'), ofBias, 2e-6);
  });
});

test('a learned embedding: all three terms, and the gradient through every path to the embedding', () => {
  run(learned, 'block/2', 2, ({ total, terms, gradients }, numbers) => {
    const wanted = termsInDoubles(numbers);
    assertClose(Object.values(terms), [wanted.crossEntropy, wanted.kl, wanted.denoising], 1e-6);
    const totalOf = (changed: Partial<Numbers>): number => {
      const { crossEntropy, kl, denoising } = termsInDoubles({ ...numbers, ...changed });
      return crossEntropy + kl + denoising;
    };
    assertClose([total], [totalOf({})], 1e-6);
    const { block, head } = numbers;
    const wantedGradients = {
      embedding: { weight: differences((embedding) => totalOf({ embedding }), numbers.embedding) },
      block: {
        kernel: differences((kernel) => totalOf({ block: { ...block, kernel } }), block.kernel),
        bias: differences((bias) => totalOf({ block: { ...block, bias } }), block.bias),
      },
      head: {
        kernel: differences((kernel) => totalOf({ head: { ...head, kernel } }), head.kernel),
        bias: differences((bias) => totalOf({ head: { ...head, bias } }), head.bias),
      },
    };
    for (const [role, byPath] of Object.entries(wantedGradients)) {
      for (const [path, values] of Object.entries(byPath)) assertClose(gradient(gradients[role], path), values, 3e-6);
    }
  });
});

test("block accuracy counts the batch's labels that the block itself names", () => {
  run(fixed, 'block/3', 3, ({ figures }, numbers) => {
    const right = LABELS.filter((label, i) => {
      const logits = blockLogitsInDoubles(numbers, i);
      return logits.indexOf(Math.max(...logits)) === label;
    });
    assert.ok(right.length > 0 && right.length < LABELS.length, 'the case tells right from wrong');
    assertClose([figures.blockAccuracy as number], [right.length / LABELS.length], 1e-7);
  });
});

test.run();
