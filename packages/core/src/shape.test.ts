import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkShapes } from './shape';
import { messageOf } from './testing';

const test = suite('checkShapes');

const of = (...shape: number[]) => ({ shape });

test('binds each letter and returns its size', () => {
  assert.equal(checkShapes({ z: [of(128, 20), 'B D'], labels: [of(128), 'B'], loss: [of(), ''] }), { B: 128, D: 20 });
});

test('accepts sizes given by the caller', () => {
  assert.equal(checkShapes({ z: [of(4, 20), 'B D'] }, { D: 20 }), { D: 20, B: 4 });
});

test('matches a number exactly', () => {
  assert.equal(checkShapes({ key: [of(2), '2'] }), {});
});

const failing = [
  [
    'names both tensors if a letter has two sizes',
    () => checkShapes({ z: [of(128, 10), 'B D'], embedding: [of(128, 20), 'B D'] }),
    'Shape mismatch: embedding is [128, 20], expected B D with D = 10 (from z).',
  ],
  [
    'names the caller if it gave the size',
    () => checkShapes({ z: [of(128, 10), 'B D'] }, { D: 20 }),
    'Shape mismatch: z is [128, 10], expected B D with D = 20 (from the caller).',
  ],
  [
    'refuses a wrong rank',
    () => checkShapes({ images: [of(28, 28, 1), 'B H W C'] }),
    'Shape mismatch: images is [28, 28, 1], expected B H W C (rank 4).',
  ],
  [
    'refuses a vector for a scalar',
    () => checkShapes({ loss: [of(3), ''] }),
    'Shape mismatch: loss is [3], expected a scalar (rank 0).',
  ],
  ['refuses a wrong number', () => checkShapes({ key: [of(4), '2'] }), 'Shape mismatch: key is [4], expected 2.'],
] as const;

for (const [name, run, message] of failing) test(name, () => assert.is(messageOf(run), message));

test.run();
