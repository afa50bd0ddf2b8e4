import { MOST_PIXELS } from './picture';
import { unreadable } from './unreadable';

/** What is said of a picture that announces more pixels than are unpacked of its kind. */
export function tooLarge(file: string, height: number, width: number, most: number = MOST_PIXELS) {
  return unreadable(
    file,
    `A picture of at most ${most} pixels is wanted, but it is ${height} x ${width}.`,
    'Make it smaller first.',
  );
}
