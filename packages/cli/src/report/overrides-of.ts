/** The overrides of a run, which its copy of the pipeline lists in comments at the top. */
export function overridesOf(source: string): readonly string[] {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith(OVERRIDE));
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(OVERRIDE.length));
}

const OVERRIDE = '# override: ';
