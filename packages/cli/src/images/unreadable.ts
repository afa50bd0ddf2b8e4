import { NopropError } from '@noprop/core';

/** The error for an image that cannot be read. */
export function unreadable(file: string, message: string, hint: string): NopropError {
  return new NopropError({ code: 'image_unreadable', path: '', file, message, hint });
}
