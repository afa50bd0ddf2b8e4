import type { NopropError } from '@noprop/core';
import { problem, systemCode, systemReason } from '../problem';

/** How far a write had come when it failed. */
export interface WriteProgress {
  /** Bytes to be written. */
  readonly wanted: number;
  /** Bytes that the system took. */
  readonly written: number;
  /** Whether the file already had its final name. */
  readonly renamed: boolean;
}

/**
 * The error of a write that failed: `disk_full` where space or quota ran out, else `write_failed`.
 * @param file the file that was to be written
 */
export function writeFailure(file: string, cause: unknown, progress: WriteProgress): NopropError {
  const { wanted, written, renamed } = progress;
  const found = `${written} of ${wanted} bytes were written`;
  const kept = renamed
    ? 'The new file is in place, but a power cut may undo it.'
    : 'A previous file is left as it was.';
  const code = systemCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const full = code === 'EDQUOT' ? 'the disk quota is used up' : 'the disk is full';
    return problem(
      'disk_full',
      file,
      `Cannot write the file: ${full}; ${found}.`,
      `Free at least ${wanted} bytes and try again. ${kept}`,
    );
  }
  return problem(
    'write_failed',
    file,
    `Cannot write the file: ${systemReason(cause)}; ${found}.`,
    `Check that its folder exists and can be written to. ${kept}`,
  );
}
