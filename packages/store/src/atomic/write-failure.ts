import type { NopropError } from '@noprop/core';
import { problem, systemCode, systemReason } from '../problem';

/** How far a write got before it failed. */
export interface WriteProgress {
  /** Bytes to write. */
  readonly total: number;
  /** Bytes written. */
  readonly written: number;
  /** Whether the file already had its final name. */
  readonly renamed: boolean;
}

/**
 * The error for a failed write: `disk_full` if space or quota ran out, otherwise `write_failed`.
 * @param file the file to be written
 */
export function writeFailure(file: string, cause: unknown, progress: WriteProgress): NopropError {
  const { total, written, renamed } = progress;
  const amount = `${written} of ${total} bytes written`;
  const kept = renamed
    ? 'The new file is in place, but a power failure may undo it.'
    : 'Any previous version is unchanged.';
  const code = systemCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const full = code === 'EDQUOT' ? 'the disk quota is exceeded' : 'the disk is full';
    return problem(
      'disk_full',
      file,
      `Cannot write the file: ${full} (${amount}).`,
      `Free at least ${total} bytes and try again. ${kept}`,
    );
  }
  return problem(
    'write_failed',
    file,
    `Cannot write the file: ${systemReason(cause)} (${amount}).`,
    `Check that its folder exists and is writable. ${kept}`,
  );
}
