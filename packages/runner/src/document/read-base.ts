import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Issue } from '@noprop/core';
import type { BaseBudget } from './base-budget';
import { sizeIssue } from './limits';
import { type Parsed, parseYaml } from './parse';

/** Name of a base in messages: relative to the working folder if the name of the file that extends it is. */
export function baseName(path: string, from: string): string {
  if (isAbsolute(path)) return path;
  return join(from === '-' ? '.' : dirname(from), path);
}

/**
 * Reads and parses a base within the limits of every pipeline, or returns why it is `unreadable`.
 *
 * @param path as written in the document that extends it
 * @param file the base's name, {@link baseName}
 * @param budget limits on all bases together
 */
export function readBase(path: string, file: string, budget: BaseBudget): Parsed | { readonly unreadable: Issue } {
  const refused = (code: string, message: string, hint: string) => ({ unreadable: { code, path: '', message, hint } });
  if (ADDRESS.test(path)) {
    return refused('bad_base', `Expected a base file, got the URL "${path}".`, 'Download it and use its path.');
  }
  const hint = 'Paths are relative to the file that names them.';
  try {
    const status = statSync(file);
    // Reading from a device or a pipe could block or never end.
    if (!status.isFile())
      return refused('bad_base', `The base "${path}" is not a regular file: ${resolve(file)}.`, hint);
    const tooLarge = sizeIssue(status.size);
    if (tooLarge !== undefined) return { issues: [{ ...tooLarge, file }] };
    const tooMuch = budget.takeBytes(status.size);
    if (tooMuch !== undefined) return { unreadable: tooMuch };
    return parseYaml(readFileSync(file, 'utf8'), { file });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return refused('base_not_found', `The base "${path}" does not exist: looked for ${resolve(file)}.`, hint);
    }
    return refused('bad_base', `Cannot read the base "${path}": ${message.split('\n')[0]}.`, hint);
  }
}

/** At least two letters before the colon, because a single letter is a drive. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:/i;
