import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expandSweep, readSweepFolder, type Sweep, type SweepState } from '@noprop/runner';
import { builtIns } from '../built-ins';
import { readPipeline } from '../read-pipeline';

/**
 * Reads and expands a sweep file.
 *
 * @param overrides apply to every trial whose name contains `only`
 */
export const readSweep = (file: string, overrides: readonly string[] = [], only = ''): Promise<Sweep> =>
  expandSweep({ text: readPipeline(file), file, overrides, only: (name) => name.includes(only), builtIns });

/** The default folder of a sweep. */
export const sweepFolderOf = ({ name }: Pick<Sweep, 'name'>): string => join('sweeps', name);

/**
 * The state of a sweep, given its folder or its file.
 *
 * @param out the sweep folder, if `path` is a file
 */
export async function sweepStatus(path: string, out?: string): Promise<SweepState> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readSweepFolder(path);
  return stateOfSweep(await readSweep(path), out);
}

/**
 * The state of a sweep. Trials that have not been run, or were added to the file since the last run, are missing.
 */
export function stateOfSweep(sweep: Sweep, out?: string): SweepState {
  const folder = out ?? sweepFolderOf(sweep);
  const known = statSync(join(folder, 'sweep.json'), { throwIfNoEntry: false }) && readSweepFolder(folder);
  const states = new Map(known?.trials.map((trial) => [trial.id, trial]));
  const trials = sweep.trials.map(
    ({ file: _file, plugins: _plugins, broken, ...trial }) =>
      states.get(trial.id) ?? {
        ...trial,
        ...(broken === undefined ? { status: 'missing' as const } : { status: 'failed' as const, reason: broken }),
      },
  );
  return { ...sweep, folder, isRunning: known?.isRunning ?? false, trials };
}
