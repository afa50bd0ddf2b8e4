import type { RunResult } from '@noprop/runner';
import { duration, percent } from './format';

/** A result for people: accuracy, then a table with a row for each block. */
export function renderResult(result: RunResult, folder: string): string {
  const lines = [`${result.status} in ${duration(result.seconds)} (${result.steps} steps)`];
  if (result.reason !== undefined) lines.push(result.reason);
  for (const [split, values] of Object.entries(result.evaluation)) lines.push(...splitLines(split, values));
  lines.push(`record: ${folder}`);
  if (result.status === 'interrupted') lines.push(`to go on: npx noprop resume ${folder}`);
  return `${lines.join('\n')}\n`;
}

function splitLines(split: string, values: Readonly<Record<string, unknown>>): string[] {
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
  const lines = ['', `${split} accuracy ${percent(accuracy)}${of.length === 0 ? '' : ` (${of.join(', ')})`}`];
  if (chain === undefined || chain.length === 0) return [...lines, ''];
  lines.push('', '  block   after it   alone');
  chain.forEach((value, i) => {
    const solo = alone?.[i];
    const row = `  ${String(i + 1).padStart(5)}  ${percent(value).padStart(9)}`;
    lines.push(solo === undefined ? row : `${row}  ${percent(solo).padStart(8)}`);
  });
  return [...lines, ''];
}
