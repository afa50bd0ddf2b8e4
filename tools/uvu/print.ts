import { relative } from 'node:path';
import { type Need, printNeed } from '../shared/needs';
import type { Failure } from './judge';
import type { FileResult } from './run-file';

/** uvu's own line for a suite: a mark for each test, and a count if it got that far. */
const uvuProgress = /^(?=.)(?:[•✘] )*(?: {2}\(\d+ \/ \d+\))?\n?$/gm;

/** One line for a file that passes; for any other, every failure in full and what the file printed. */
export function printFile({ file, passed, failures, skipped, seconds, output }: FileResult): string {
  const path = relative(process.cwd(), file);
  const counts = [`${passed} passed`, ...(skipped.length === 0 ? [] : [`${skipped.length} skipped`])].join(', ');
  const head = `${path}  ${failures.length === 0 ? counts : 'FAILED'}  ${seconds.toFixed(1)} s`;
  const needs = needsOf(skipped).map((need) => printNeed(need));
  if (failures.length === 0) return [head, ...needs].join('\n');
  const own = output.replace(uvuProgress, '').trimEnd();
  const printed = own === '' ? [] : ['  It printed:', indent(own, '  | ')];
  return [head, ...failures.map(printFailure), ...printed, ...needs].join('\n');
}

function needsOf(skipped: FileResult['skipped']): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { needs: name, command = '' } of skipped) {
    if (name !== undefined) needs.set(name, { name, command, tests: (needs.get(name)?.tests ?? 0) + 1 });
  }
  return [...needs.values()];
}

function printFailure({ test, text }: Failure): string {
  return test === undefined ? indent(text, '  ') : `  ${test}\n${indent(text, '    ')}`;
}

function indent(text: string, by: string): string {
  const lines = text.split('\n').map((line) => `${by}${line}`.trimEnd());
  return lines.join('\n');
}
