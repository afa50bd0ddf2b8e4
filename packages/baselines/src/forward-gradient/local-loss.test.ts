import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { softmaxError } from '../shared/softmax-error';
import { plainCrossEntropy, plainMean, plainNorm, type Tokens } from './doubles';
import { mixer, mixerState, plainHead, plainTokens, scopeOf } from './fixture';
import { localSlopes, readLocal, readOutput } from './local-loss';

const test = suite('local losses');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const LABELS = [2, 0, 1];
const EXAMPLES = [0, 1, 2];
const [BATCH, TOKENS, GROUPS, WIDTH] = [3, 4, mixer.groups, mixer.groupWidth];

/** Outputs, a tangent and the local head of block 1. */
function setting() {
  const head = scopeOf(mixerState(5), 'local-head/1');
  const output = hostKey(5, 'output').normal([BATCH, TOKENS, GROUPS * WIDTH]);
  const tangent = hostKey(5, 'tangent').normal(output.shape);
  const reading = readLocal(head, output, mixer);
  const error = softmaxError(reading.logits, tf.tensor1d(LABELS, 'int32'));
  const slopes = localSlopes(reading, head.parameter('kernel'), error, tangent, mixer);
  return { head, output, tangent, reading, slopes };
}

/** x moved along the tangent where token and group are live, then normalized group by group. */
function stepped(x: Tokens, tangent: Tokens, by: number, live: (p: number, g: number) => boolean): Tokens {
  return x.map((token, p) =>
    plainNorm(
      token.map((value, c) => (live(p, Math.floor(c / WIDTH)) ? value + by * (tangent[p]?.[c] as number) : value)),
      WIDTH,
    ),
  );
}

const slope = (loss: (by: number) => number): number => (loss(1e-5) - loss(-1e-5)) / 2e-5;

test('gives a local head the mean over tokens, normalized group by group', () => {
  tf.tidy(() => {
    const { output, reading } = setting();
    const expected = EXAMPLES.flatMap((n) => plainMean(plainTokens(output, n).map((token) => plainNorm(token, WIDTH))));
    assertClose([...readTensor(reading.features)], expected, 1e-5);
  });
});

test('gives the output layer the normalized mean over tokens', () => {
  tf.tidy(() => {
    const { head, output } = setting();
    const expected = EXAMPLES.flatMap((n) => plainNorm(plainMean(plainTokens(output, n)), GROUPS * WIDTH));
    assertClose([...readTensor(readOutput(head, output).features)], expected, 1e-5);
  });
});

test('matches the slopes of replicas built one by one', () => {
  tf.tidy(() => {
    const { head, output, tangent, slopes } = setting();
    const plain = plainHead(head);
    const expected = EXAMPLES.flatMap((n) => {
      const [x, dx] = [plainTokens(output, n), plainTokens(tangent, n)];
      return x.flatMap((_, p) =>
        Array.from({ length: GROUPS }, (_, g) => {
          const replica = (by: number): number =>
            plainCrossEntropy(plain, plainMean(stepped(x, dx, by, (q, h) => q === p && h === g)), LABELS[n] as number);
          return slope(replica) / BATCH;
        }),
      );
    });
    assert.equal(slopes.shape, [BATCH, TOKENS, GROUPS]);
    assertClose([...readTensor(slopes)], expected, 1e-4);
  });
});

test('gives slopes that add up to the derivative of the pooled loss', () => {
  tf.tidy(() => {
    const { head, output, tangent, slopes } = setting();
    const plain = plainHead(head);
    const pooled = (by: number): number =>
      EXAMPLES.reduce((total, n) => {
        const moved = stepped(plainTokens(output, n), plainTokens(tangent, n), by, () => true);
        return total + plainCrossEntropy(plain, plainMean(moved), LABELS[n] as number) / BATCH;
      }, 0);
    assertClose(readTensor(tf.sum(slopes)), [slope(pooled)], 1e-4);
  });
});

test.run();
