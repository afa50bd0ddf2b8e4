import { exitCodes, NopropError } from '@noprop/core';

/** A folder or file that cannot be compared. */
export function cannotCompare(code: string, file: string, message: string, hint: string): NopropError {
  return new NopropError({ code, path: '', file, message, hint }, exitCodes.usage);
}
