import type { RandomKey } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { PHILOX_BITS } from '../../backend/kernel-names';
import { createRandomKey } from '../../random/key';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase, type Values } from '../case';
import { shapes } from '../draw';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** Draws from random keys: every form gives the same numbers, to the last bit unless a logarithm is involved. */
export const random: readonly ConformanceCase[] = [
  ...knownAnswers(),
  defineCase(
    'philox of raw words',
    fc
      .tuple(fc.constantFrom(0, -1, 7), word, word, word, fc.integer({ min: 1, max: 40 }))
      .map(([c0, c1, k0, k1, size]) => ({
        inputs: [words([k0, k1]), words([c0, c1, k1, c0])],
        run: ([key, counter]) => philoxBits(key as Tensor, counter as Tensor, size),
        label: `${size} words`,
      })),
    { tolerance: 0 },
  ),
  draws('random bits', (key, shape) => key.bits(shape), 0),
  draws('random bits of a folded key', (key, shape) => key.fold('dropout').fold('conv1').bits(shape), 0),
  draws('random uniform', (key, shape) => key.uniform(shape), 0),
  ...[0, 0.3, 0.99999, 1].map((share) =>
    draws(`random bernoulli ${share}`, (key, shape) => key.bernoulli(shape, share), 0),
  ),
  draws('random normal', (key, shape) => key.normal(shape), 1e-5),
];

/** Published test vectors of Philox4x32-10 (Random123, tests/kat_vectors), passed to the kernel as raw words. */
function knownAnswers(): ConformanceCase[] {
  const vectors: readonly (readonly [counter: number[], key: number[], output: number[]])[] = [
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [-1, -1, -1, -1],
      [-1, -1],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ];
  return vectors.map(([counter, key, output], i) => {
    const example = {
      inputs: [words(key), words(counter)],
      run: ([keyWords, counterWords]: readonly Tensor[]) => philoxBits(keyWords as Tensor, counterWords as Tensor, 4),
      published: output.map((word) => word | 0),
    };
    return defineCase(`philox known answer ${i + 1}`, fc.constant(example), { tolerance: 0 });
  });
}

function draws(name: string, draw: (key: RandomKey, shape: number[]) => Tensor, tolerance: number): ConformanceCase {
  const example = fc.tuple(shapes(0, 4, 6), word, word, word).map(([shape, seed, stream, step]) => ({
    inputs: [words([seed, stream]), { dtype: 'int32', shape: [], data: Int32Array.of(step) } as const],
    run: ([key, count]: readonly Tensor[]) => draw(createRandomKey(key as Tensor, count as Tensor), shape),
    label: `shape [${shape.join(', ')}], seed ${seed}, stream ${stream}, step ${step}`,
  }));
  return defineCase(name, example, { tolerance });
}

function philoxBits(key: Tensor, counter: Tensor, size: number): Tensor {
  return tf.engine().runKernel(PHILOX_BITS, { key, counter }, { shape: [size] }) as Tensor;
}

function words(values: readonly number[]): Values {
  return { dtype: 'int32', shape: [values.length], data: Int32Array.from(values) };
}
