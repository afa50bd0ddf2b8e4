import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Issue } from '@noprop/core';
import type { BaseBudget } from './base-budget';
import { sizeIssue } from './limits';
import { type Parsed, parseYaml } from './parse';

/** Name of a base for messages: its path from where the command was started, as the pipeline's own name is. */
export function baseName(path: string, from: string): string {
  if (isAbsolute(path)) return path;
  return join(from === '-' ? '.' : dirname(from), path);
}

/**
 * Reads and parses a base with the limits of every pipeline. A second result says why there is nothing to parse.
 *
 * @param path as written in the document that extends it
 * @param file the base's name, {@link baseName}
 * @param budget what all bases together may cost
 */
export function readBase(path: string, file: string, budget: BaseBudget): Parsed | { readonly unreadable: Issue } {
  const refused = (code: string, message: string, hint: string) => ({ unreadable: { code, path: '', message, hint } });
  if (ADDRESS.test(path)) {
    return refused('bad_base', `A base is a file, found the address "${path}".`, 'Download it and give its path.');
  }
  const hint = 'A path is relative to the file that names it.';
  try {
    const status = statSync(file);
    // A device may never end, and a pipe may never begin.
    if (!status.isFile()) return refused('bad_base', `The base "${path}" is no file: ${resolve(file)}.`, hint);
    const tooLarge = sizeIssue(status.size);
    if (tooLarge !== undefined) return { issues: [{ ...tooLarge, file }] };
    const tooMuch = budget.takeBytes(status.size);
    if (tooMuch !== undefined) return { unreadable: tooMuch };
    return parseYaml(readFileSync(file, 'utf8'), { file });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return refused('base_not_found', `There is no base "${path}": looked for ${resolve(file)}.`, hint);
    }
    return refused('bad_base', `The base "${path}" cannot be read: ${message.split('\n')[0]}.`, hint);
  }
}

/** Two letters or more before the colon: a single one is a drive. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:/i;
