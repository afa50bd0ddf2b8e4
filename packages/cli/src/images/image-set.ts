import type { Picture } from './picture';

/** The images of one file, each unpacked only when it is asked for. */
export interface ImageSet {
  readonly count: number;
  picture(index: number): Picture;
  /** True class of an image, if the file, or one next to it, has labels. */
  label(index: number): number | undefined;
}
