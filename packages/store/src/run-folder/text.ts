import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { problem, systemCode, systemReason } from '../problem';
import { isReservedKey } from '../reserved-keys';

/**
 * Reads a file of a run folder. Symbolic links are not followed: in a folder from elsewhere they could point anywhere.
 * @returns undefined if the file does not exist
 * @throws NopropError `read_failed`
 */
export function readBytes(path: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return readFileSync(descriptor);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    const reason = systemCode(error) === 'ELOOP' ? 'it is a symbolic link' : systemReason(error);
    throw problem('read_failed', path, `Cannot read the file: ${reason}.`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** {@link readBytes} as UTF-8. */
export function readText(path: string): string | undefined {
  return readBytes(path)?.toString('utf8');
}

/**
 * Parses JSON read from a file.
 * @throws NopropError `json_corrupt` for invalid JSON and for keys like `__proto__`
 */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text, refuseReserved);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem('json_corrupt', path, `Invalid JSON: ${reason}.`, 'The file is damaged or was edited. Restore it.');
  }
}

function refuseReserved(key: string, value: unknown): unknown {
  if (isReservedKey(key)) throw new SyntaxError(`the key "${key}" is not allowed`);
  return value;
}
