import { commandLine } from '@noprop/runner';
import { overridesOf } from './overrides-of';

/**
 * The command that repeats a run from inside its folder, which holds the pipeline with its overrides in comments at the
 * top. It contains no path of this machine.
 *
 * @param source content of the run's `pipeline.yaml`
 */
export function rerunCommand(source: string): string {
  return commandLine(['npx', 'noprop', 'run', 'pipeline.yaml', ...overridesOf(source), '--runs', '..']);
}
