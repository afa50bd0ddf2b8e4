import { exitCodes, NopropError } from '@noprop/core';

/** The error for a file or folder that cannot be compared or saved. */
export function cannotCompare(code: string, file: string, message: string, hint: string): NopropError {
  return new NopropError({ code, path: '', file, message, hint }, exitCodes.usage);
}
