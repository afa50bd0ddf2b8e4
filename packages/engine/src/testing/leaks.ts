import { Tensor } from '@tensorflow/tfjs-core';
import { engineMemory } from '../memory';

/**
 * Asserts that calls leak no tensors and no native handles. Tensors in the results, at any depth of records and
 * arrays, are disposed. The first call is not counted because it may trace or fill caches.
 *
 * @throws Error with the change in the number of tensors and handles over `times` calls
 */
export function assertNoLeaks(run: () => unknown, times = 3): void {
  disposeAll(run());
  const before = engineMemory();
  for (let i = 0; i < times; i++) disposeAll(run());
  const after = engineMemory();
  const [tensors, handles] = [after.tensors - before.tensors, after.handles - before.handles];
  if (tensors === 0 && handles === 0) return;
  throw new Error(
    `Expected no leaks, but ${times} calls changed the count of tensors by ${tensors} and of handles by ${handles}.`,
  );
}

function disposeAll(tree: unknown): void {
  if (tree instanceof Tensor) tree.dispose();
  else if (typeof tree === 'object' && tree !== null) Object.values(tree).forEach(disposeAll);
}
