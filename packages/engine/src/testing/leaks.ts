import { Tensor } from '@tensorflow/tfjs-core';
import { engineMemory } from '../memory';

/**
 * Asserts that a call leaves no tensor and no native handle behind. What it returns is disposed:
 * tensors inside records and arrays. The first call, which may trace or fill caches, is not counted.
 *
 * @throws Error with the number of tensors and handles left by `times` calls
 */
export function assertNoLeaks(run: () => unknown, times = 3): void {
  disposeAll(run());
  const before = engineMemory();
  for (let i = 0; i < times; i++) disposeAll(run());
  const after = engineMemory();
  const [tensors, handles] = [after.tensors - before.tensors, after.handles - before.handles];
  if (tensors === 0 && handles === 0) return;
  throw new Error(
    `${times} calls changed the number of tensors by ${tensors} and of native handles by ${handles}, expected 0.`,
  );
}

function disposeAll(tree: unknown): void {
  if (tree instanceof Tensor) tree.dispose();
  else if (typeof tree === 'object' && tree !== null) Object.values(tree).forEach(disposeAll);
}
