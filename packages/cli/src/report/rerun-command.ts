import { commandLine } from '@noprop/runner';

/**
 * The command that makes a run again, from inside its folder: the pipeline lies there with the overrides told in comments
 * at its top. No path of this machine is in it.
 *
 * @param source content of the run's `pipeline.yaml`
 */
export function rerunCommand(source: string): string {
  return commandLine(['npx', 'noprop', 'run', 'pipeline.yaml', ...overridesOf(source), '--runs', '..']);
}

const OVERRIDE = '# override: ';

function overridesOf(source: string): readonly string[] {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith(OVERRIDE));
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(OVERRIDE.length));
}
