/** A test file and how long it took. */
export interface TimedFile {
  readonly file: string;
  readonly seconds: number;
}

/** The slowest files in the output of test runs, the slowest first. */
export function findSlowest(output: string, count: number): readonly TimedFile[] {
  const lines = output.matchAll(/^(\S+\.test\.ts) {2}(?:FAILED|[\d a-z,]+) {2}([\d.]+) s$/gm);
  const files = [...lines].map(([, file, seconds]) => ({ file: file as string, seconds: Number(seconds) }));
  return files.sort((a, b) => b.seconds - a.seconds).slice(0, count);
}
