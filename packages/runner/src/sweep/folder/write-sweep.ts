import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, writeFileAtomic } from '@noprop/store';
import type { PlannedTrial, Sweep, SweepFile, SweepTrial } from '../sweep';
import { sweepFiles } from './files';

/** Writes `sweep.json` into a sweep folder, creating the folder if necessary. */
export function writeSweep(folder: string, sweep: Sweep): void {
  mkdirSync(join(folder, sweepFiles.trials), { recursive: true });
  const content: SweepFile = { ...sweep, trials: sweep.trials.map(withoutPlaces) };
  writeFileAtomic(join(folder, sweepFiles.sweep), canonicalJson(content));
}

/** Drops what is only valid on this machine. */
const withoutPlaces = ({ file: _file, plugins: _plugins, broken: _broken, ...trial }: PlannedTrial): SweepTrial =>
  trial;
