import { readFileSync } from 'node:fs';
import { NopropError } from '@noprop/core';

/**
 * A JSON file; undefined where there is none.
 * @throws NopropError `json_corrupt`
 */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `JSON is wanted, but: ${(error as Error).message}.`;
    throw new NopropError({ code: 'json_corrupt', path: '', file, message, hint: 'Restore the file, or remove it.' });
  }
}
