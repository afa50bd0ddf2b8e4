import { NopropError } from '@noprop/core';

/** An image that cannot be had, with what was wanted and what was found. */
export function unreadable(file: string, message: string, hint: string): NopropError {
  return new NopropError({ code: 'image_unreadable', path: '', file, message, hint });
}
