import { readText } from '../run-folder/text';
import { type LockOwner, mayBeAlive, parseOwner } from './owner';

/**
 * The owner named in a lock file, if that process may be alive; undefined if the file is free or missing. The lock
 * itself is not touched, so this never blocks another process, but the answer may be out of date.
 */
export function lockOwner(path: string): LockOwner | undefined {
  const owner = parseOwner(readText(path) ?? '');
  return owner !== undefined && mayBeAlive(owner) ? owner : undefined;
}
