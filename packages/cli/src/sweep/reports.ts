import { join } from 'node:path';
import { prettyJson, writeFileAtomic } from '@noprop/store';
import { sweepRecord } from './sweep-record';

/**
 * Writes what is told of a sweep beside its trials: `results.json`, which holds no clock and no memory, so that equal
 * results are equal bytes whatever the order, the shards and the interruptions.
 *
 * @returns the paths that were written
 */
export async function writeSweepReports(folder: string): Promise<readonly string[]> {
  const { command, ...sweep } = sweepRecord(folder);
  const trials = sweep.trials.map(({ run, ...trial }) => {
    if (run === undefined) return trial;
    const { measured: _measured, environment: _environment, warnings: _warnings, ...result } = run;
    return { ...trial, run: result };
  });
  const path = join(folder, 'results.json');
  writeFileAtomic(path, prettyJson({ format: 1, ...sweep, command, trials }));
  return [path];
}
