export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The last line of every test run. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** The closing lines in the output of other runs, in order. */
export function findClosingLines(output: string): readonly Counts[] {
  const lines = output.matchAll(/^(\d+) passed, (\d+) failed\r?$/gm);
  return [...lines].map(([, passed, failed]) => ({ passed: Number(passed), failed: Number(failed) }));
}

export function sum(counts: readonly Counts[]): Counts {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}
