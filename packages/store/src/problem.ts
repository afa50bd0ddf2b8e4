import { NopropError } from '@noprop/core';

/** An expected failure with a file: the file is named first, then what was wanted and found, then what to do. */
export function problem(code: string, file: string, message: string, hint?: string): NopropError {
  return new NopropError({ code, path: '', file, message, ...(hint === undefined ? {} : { hint }) });
}

/** Code of a system error such as `ENOSPC`; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A system error in a few words, e.g. `EACCES`; for anything else its message. */
export function systemReason(error: unknown): string {
  return systemCode(error) ?? (error instanceof Error ? error.message : String(error));
}
