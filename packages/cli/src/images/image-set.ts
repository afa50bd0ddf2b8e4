import type { Picture } from './picture';

/** The images of one file, not unpacked before they are asked for. */
export interface ImageSet {
  readonly count: number;
  picture(index: number): Picture;
  /** Class of an image, where the file or one beside it tells. */
  label(index: number): number | undefined;
}
