import { readFileSync } from 'node:fs';

/**
 * The end of an engine error's message that names a line of a test: the only line of `file` that
 * holds `code`, not counting those that call this function.
 */
export function calledAt(file: string, code: string): RegExp {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.flatMap((line, i) => (line.includes(code) && !line.includes('calledAt') ? [i + 1] : []));
  if (found.length !== 1) throw new Error(`internal: ${found.length} lines of ${file} hold "${code}", expected 1.`);
  const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^ {2}called at ${escaped}:${found[0]}:\\d+$`);
}
