import { NopropError } from '@noprop/core';

/** An expected failure that concerns a file. The file comes first, then the message and a hint. */
export function problem(code: string, file: string, message: string, hint?: string): NopropError {
  return new NopropError({ code, path: '', file, message, ...(hint === undefined ? {} : { hint }) });
}

/** Code of a system error, e.g. `ENOSPC`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Code of a system error, e.g. `EACCES`, or the message of any other error. */
export function systemReason(error: unknown): string {
  return systemCode(error) ?? (error instanceof Error ? error.message : String(error));
}
