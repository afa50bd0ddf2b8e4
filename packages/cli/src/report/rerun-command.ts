import { commandLine } from '@noprop/runner';
import { overridesOf } from './overrides-of';

/**
 * The command that makes a run again, from inside its folder: the pipeline lies there with the overrides told in comments
 * at its top. No path of this machine is in it.
 *
 * @param source content of the run's `pipeline.yaml`
 */
export function rerunCommand(source: string): string {
  return commandLine(['npx', 'noprop', 'run', 'pipeline.yaml', ...overridesOf(source), '--runs', '..']);
}
