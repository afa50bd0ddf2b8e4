import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, writeFileAtomic } from '@noprop/store';
import type { PlannedTrial, Sweep, SweepFile, SweepTrial } from '../sweep';
import { sweepFiles } from './files';

/** Writes `sweep.json` into a sweep's folder, which is made where it is not there. */
export function writeSweep(folder: string, sweep: Sweep): void {
  mkdirSync(join(folder, sweepFiles.trials), { recursive: true });
  const content: SweepFile = { ...sweep, trials: sweep.trials.map(withoutPlaces) };
  writeFileAtomic(join(folder, sweepFiles.sweep), canonicalJson(content));
}

/** What is known on this machine only stays out of the file. */
const withoutPlaces = ({ file: _file, plugins: _plugins, broken: _broken, ...trial }: PlannedTrial): SweepTrial =>
  trial;
