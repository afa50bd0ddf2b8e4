import { createScope } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { affine, assertClose, differences, mean, row, softmax, valuesOf } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { headSpecs, readHead, trainHead } from './head';

const test = suite('softmax head of Forward-Forward');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [1, 0, 1, 1];
const CLASSES = 3;
/** Widths of the inputs: the image (2 values), the first layer (1 unit), and two layers of 2 and 3 units. */
const WIDTHS = [2, 1, 2, 3];

test('reads every hidden layer but the first, and starts at zero', () => {
  const init = { kind: 'zeros' };
  assert.equal(headSpecs([1000, 1000, 1000], 10), {
    kernel: { shape: [2000, 10], init },
    bias: { shape: [10], init },
  });
});

test('matches logits, loss, accuracy and gradients of softmax regression in double precision', () => {
  const draw = (name: string, shape: number[]): number[] => valuesOf(() => hostKey(1, name).normal(shape));
  const inputs = WIDTHS.map((width, i) => draw(`input/${i}`, [LABELS.length, width]));
  const features = LABELS.map((_, b) => [2, 3].flatMap((i) => [...row(inputs[i] as number[], b, WIDTHS[i] as number)]));
  const start = { kernel: draw('kernel', [5, CLASSES]), bias: draw('bias', [CLASSES]) };
  const logitsOf = (head: typeof start): number[][] => features.map((each) => affine(each, head));
  const loss = (head: typeof start): number =>
    mean(logitsOf(head).map((logits, b) => -Math.log(softmax(logits)[LABELS[b] as number] as number)));
  tf.tidy(() => {
    const parameters = { kernel: tf.tensor2d(start.kernel, [5, CLASSES]), bias: tf.tensor1d(start.bias) };
    const source = { group: 'head', parameters, statistics: {}, random: hostKey(1, 'unused'), training: true };
    const { scope } = createScope(source);
    const passed = {
      inputs: inputs.map((values, i) => tf.tensor2d(values, [LABELS.length, WIDTHS[i] as number])),
      activities: [],
    };
    const found = trainHead(scope, passed, tf.tensor1d(LABELS, 'int32'));
    assertClose([...readTensor(found.logits)], logitsOf(start).flat(), 1e-6);
    assertClose([...readTensor(readHead(scope, passed))], logitsOf(start).flat(), 1e-6);
    assertClose([...readTensor(found.crossEntropy)], [loss(start)], 1e-6);
    const right = logitsOf(start).filter((each, b) => each.indexOf(Math.max(...each)) === LABELS[b]);
    assertClose([...readTensor(found.accuracy)], [right.length / LABELS.length], 1e-6);
    for (const path of ['kernel', 'bias'] as const) {
      const slopes = differences((moved) => loss({ ...start, [path]: [...moved] }), start[path]);
      assertClose([...readTensor(found.gradients[path] as never)], slopes, 1e-5);
    }
  });
});

test.run();
