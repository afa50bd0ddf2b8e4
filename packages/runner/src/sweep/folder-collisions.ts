import type { Issue } from '@noprop/core';
import { type SweepTrial, trialFolderName } from './sweep';

/** Run folders are named by the first digits of an id, so two could collide. */
export function folderCollisions(trials: readonly Pick<SweepTrial, 'name' | 'id'>[]): readonly Issue[] {
  const seen = new Set<string>();
  return trials.flatMap((trial) => {
    const name = trialFolderName(trial);
    const twice = seen.has(name);
    seen.add(name);
    const message = `Two trials would share the folder ${name}.`;
    const hint = 'Use other seeds, or move one of the trials to another sweep.';
    return twice ? [{ code: 'folder_collision', path: '', message, hint }] : [];
  });
}
