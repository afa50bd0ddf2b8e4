import { readFileSync } from 'node:fs';

/**
 * Matches the `called at` line of an engine error that was raised on the only line of `file` containing `code`. Lines
 * that call this function are not counted.
 */
export function calledAt(file: string, code: string): RegExp {
  const lines = readFileSync(file, 'utf8').split('\n');
  const matches = lines.flatMap((line, i) => (line.includes(code) && !line.includes('calledAt') ? [i + 1] : []));
  if (matches.length !== 1) {
    throw new Error(`internal: expected 1 line of ${file} with "${code}", got ${matches.length}.`);
  }
  const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^ {2}called at ${escaped}:${matches[0]}:\\d+$`);
}
