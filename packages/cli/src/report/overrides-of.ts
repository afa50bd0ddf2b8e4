/** The overrides of a run, which its own copy of the pipeline tells in comments at its top. */
export function overridesOf(source: string): readonly string[] {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith(OVERRIDE));
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(OVERRIDE.length));
}

const OVERRIDE = '# override: ';
