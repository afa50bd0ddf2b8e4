import { readText } from '../run-folder/text';
import { type LockOwner, mayBeAlive, parseOwner } from './owner';

/**
 * The owner that a lock file names, if that process may be alive; undefined for a file that is free or not there. The lock
 * itself is not touched, so looking never keeps another process from taking it; for the same reason the answer may be late.
 */
export function lockOwner(path: string): LockOwner | undefined {
  const owner = parseOwner(readText(path) ?? '');
  return owner !== undefined && mayBeAlive(owner) ? owner : undefined;
}
