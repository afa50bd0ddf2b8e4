import { relative } from 'node:path';
import type { Failure } from './judge';
import type { FileResult } from './run-file';

/** uvu's own line for a suite: a mark for each test, and a count where it has come that far. */
const uvuProgress = /^(?=.)(?:[•✘] )*(?: {2}\(\d+ \/ \d+\))?\n?$/gm;

/** A line for a file where all is well; for another each failure in full, and what the file printed. */
export function printFile({ file, passed, failures, skipped, output }: FileResult): string {
  const path = relative(process.cwd(), file);
  const left = skipped.length === 0 ? '' : `, skipped: ${skipped.map((title) => `"${title}"`).join(', ')}`;
  if (failures.length === 0) return `${path}  ${passed} passed${left}`;
  const own = output.replace(uvuProgress, '').trimEnd();
  const printed = own === '' ? [] : ['  It printed:', indent(own, '  | ')];
  return [`${path}  FAILED${left}`, ...failures.map(printFailure), ...printed].join('\n');
}

function printFailure({ test, text }: Failure): string {
  return test === undefined ? indent(text, '  ') : `  ${test}\n${indent(text, '    ')}`;
}

function indent(text: string, by: string): string {
  const lines = text.split('\n').map((line) => `${by}${line}`.trimEnd());
  return lines.join('\n');
}
