/** One measurement. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Prints a measurement on one line, with `--json` as an object. */
export function report(measurement: Measurement): void {
  const value = Number(measurement.value.toPrecision(4));
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ ...measurement, value })}\n`);
  else process.stdout.write(`${measurement.name.padEnd(52)} ${String(value).padStart(10)} ${measurement.unit}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
