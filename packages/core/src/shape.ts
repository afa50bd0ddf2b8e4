import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Checks that shapes agree: `checkShapes({ z: [z, 'B D'], labels: [labels, 'B'] }, { D: 10 })`
 * binds each letter at its first use and compares it at every later one. A number must match exactly.
 *
 * @returns the size bound to each letter
 * @throws Error naming both tensors if a letter has two sizes
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
      const expected = bound.get(letter);
      if (expected === undefined) bound.set(letter, { size, by: name });
      else if (expected.size !== size) {
        throw new Error(
          `Shape mismatch: ${found}, expected ${pattern} with ${letter} = ${expected.size} (from ${expected.by}).`,
        );
      }
    });
  }
  return Object.fromEntries([...bound].map(([letter, { size }]) => [letter, size]));
}
