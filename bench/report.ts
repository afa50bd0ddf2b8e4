/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Prints figures as they come: a line each, or with `--json` an object each. */
export function report(figure: Figure): void {
  const value = Number(figure.value.toPrecision(4));
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ ...figure, value })}\n`);
  else process.stdout.write(`${figure.name.padEnd(52)} ${String(value).padStart(10)} ${figure.unit}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
