import type { RunResult } from '@noprop/runner';
import { duration, percent, perImage } from './format';

/** A result for people: the accuracy of each split, then a table with a row per block or per time. */
export function renderResult(result: RunResult, folder: string, report?: string): string {
  const lines = [`${result.status} in ${duration(result.seconds)} (${result.steps} steps)`];
  if (result.reason !== undefined) lines.push(result.reason);
  for (const [split, values] of Object.entries(result.evaluation)) {
    lines.push(...splitLines(split, values, result.secondsPerImage[split]));
  }
  lines.push(`record: ${folder}`);
  if (report !== undefined) lines.push(`report: ${report}`);
  if (result.status === 'interrupted') lines.push(`to resume: npx noprop resume ${folder}`);
  return `${lines.join('\n')}\n`;
}

function splitLines(split: string, values: Readonly<Record<string, unknown>>, seconds: number | undefined): string[] {
  const { accuracy, images, runs, chain, alone } = values as {
    accuracy?: number;
    images?: number;
    runs?: readonly number[];
    chain?: readonly number[];
    alone?: readonly number[];
  };
  if (accuracy === undefined) return [];
  const of = [
    ...(images === undefined ? [] : [`${images} images`]),
    ...(runs === undefined ? [] : [`${runs.length} inference ${runs.length === 1 ? 'run' : 'runs'}`]),
  ];
  const lines = [
    '',
    `${split} accuracy ${percent(accuracy)}${of.length === 0 ? '' : ` (${of.join(', ')}${perImage(seconds)})`}`,
  ];
  const table = blockTable(chain ?? [], alone ?? []);
  return [...lines, '', ...table, ...(table.length === 0 ? [] : [''])];
}

/**
 * A row per block with its accuracy in the chain, alone, or both. In continuous time, where a chain has no separate
 * blocks, a row per time.
 */
function blockTable(chain: readonly number[], alone: readonly number[]): string[] {
  if (chain.length === 0 && alone.length === 0) return [];
  if (chain.length === 0) {
    const rows = alone.map((value, i) => `  ${String(i + 1).padStart(5)}  ${percent(value).padStart(8)}`);
    return ['  block     alone', ...rows];
  }
  if (alone.length === 0) {
    const time = (i: number): string => Number(((i + 1) / chain.length).toFixed(3)).toString();
    return [
      '   time   accuracy',
      ...chain.map((value, i) => `  ${time(i).padStart(5)}  ${percent(value).padStart(9)}`),
    ];
  }
  const rows = chain.map((value, i) => {
    const row = `  ${String(i + 1).padStart(5)}  ${percent(value).padStart(9)}`;
    const solo = alone[i];
    return solo === undefined ? row : `${row}  ${percent(solo).padStart(8)}`;
  });
  return ['  block   in chain     alone', ...rows];
}
