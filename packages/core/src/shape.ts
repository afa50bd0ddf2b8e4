import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Checks that shapes agree: `checkShapes({ z: [z, 'B D'], labels: [labels, 'B'] }, { D: 10 })`
 * binds each letter once and compares it everywhere else. Numbers stand for themselves.
 *
 * @returns the value of every letter
 * @throws Error naming both tensors where a letter has two values
 */
export function checkShapes(
  tensors: Readonly<Record<string, readonly [Pick<Tensor, 'shape'>, string]>>,
  known: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const bound = new Map<string, { size: number; by: string }>();
  for (const [letter, size] of Object.entries(known)) bound.set(letter, { size, by: 'the caller' });
  for (const [name, [tensor, pattern]] of Object.entries(tensors)) {
    const letters = pattern.split(' ').filter((letter) => letter !== '');
    const found = `${name} is [${tensor.shape.join(', ')}]`;
    if (letters.length !== tensor.shape.length) {
      throw new Error(`Shape mismatch: ${found}, expected ${pattern || 'a scalar'} (rank ${letters.length}).`);
    }
    letters.forEach((letter, axis) => {
      const size = tensor.shape[axis] as number;
      const literal = Number(letter);
      if (Number.isInteger(literal)) {
        if (literal !== size) throw new Error(`Shape mismatch: ${found}, expected ${pattern}.`);
        return;
      }
      const wanted = bound.get(letter);
      if (wanted === undefined) bound.set(letter, { size, by: name });
      else if (wanted.size !== size) {
        throw new Error(
          `Shape mismatch: ${found}, expected ${pattern} with ${letter} = ${wanted.size} (from ${wanted.by}).`,
        );
      }
    });
  }
  return Object.fromEntries([...bound].map(([letter, { size }]) => [letter, size]));
}
