import { readFileSync } from 'node:fs';

/** Lines above which a file is worth splitting, and above which it must be split. */
export const limits = { warn: 250, fail: 400 } as const;

export interface SizeReport {
  readonly files: number;
  readonly median: number;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** Checks the length of each file. */
export function checkSizes(files: readonly string[]): SizeReport {
  const sizes = files.map((file) => ({ file, lines: countLines(readFileSync(file, 'utf8')) }));
  const between = (low: number, high: number): readonly string[] =>
    sizes.filter(({ lines }) => lines > low && lines <= high).map(({ file, lines }) => `${file}: ${lines} lines.`);
  return {
    files: sizes.length,
    median: median(sizes.map(({ lines }) => lines)),
    warnings: between(limits.warn, limits.fail),
    errors: between(limits.fail, Number.POSITIVE_INFINITY),
  };
}

const countLines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
