import type { LatestCheckpoint } from '@noprop/store';

/** Warnings about damaged checkpoints, the last of which names the older one used instead. */
export function skippedWarnings({ checkpoint, skipped }: LatestCheckpoint): readonly string[] {
  const instead = checkpoint === undefined ? '' : ` Using the checkpoint from step ${checkpoint.step} instead.`;
  return skipped.map(({ message }, i) => (i === skipped.length - 1 ? `${message}${instead}` : message));
}
