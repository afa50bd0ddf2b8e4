import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { problem, systemCode, systemReason } from '../problem';
import { isReservedKey } from '../reserved-keys';

/**
 * Reads a file of a run folder; a symbolic link is not followed, since a folder from elsewhere could point anywhere.
 * @returns undefined if there is no such file
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
 * Parses JSON that was read from a file.
 * @throws NopropError `json_corrupt` for other text and for keys like `__proto__`
 */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text, refuseReserved);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(
      'json_corrupt',
      path,
      `JSON is wanted, but: ${reason}.`,
      'The file was damaged or edited; restore it.',
    );
  }
}

function refuseReserved(key: string, value: unknown): unknown {
  if (isReservedKey(key)) throw new SyntaxError(`the key "${key}" is not allowed`);
  return value;
}
