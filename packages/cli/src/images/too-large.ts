import { MOST_PIXELS } from './picture';
import { unreadable } from './unreadable';

/** The error for an image that declares more pixels than its format may have. */
export function tooLarge(file: string, height: number, width: number, most: number = MOST_PIXELS) {
  return unreadable(
    file,
    `Expected an image of at most ${most} pixels, got ${height} x ${width}.`,
    'Make it smaller first.',
  );
}
