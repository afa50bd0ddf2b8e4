import { writeFileAtomic } from '@noprop/store';
import { layOut, type TrajectoryPicture } from './layout';
import { rasterize } from './raster';
import { toSvg } from './svg';

export type PictureFormat = 'png' | 'svg';

/** The format that a file name ends in, if it is one of ours. */
export function pictureFormat(file: string): PictureFormat | undefined {
  const [, ending] = /\.(png|svg)$/i.exec(file) ?? [];
  return ending?.toLowerCase() as PictureFormat | undefined;
}

/**
 * Draws the trajectory of each image, from noise to class, into a file.
 *
 * @throws NopropError `write_failed`, `disk_full`
 */
export function writeTrajectories(
  { file, format }: { readonly file: string; readonly format: PictureFormat },
  picture: TrajectoryPicture,
): void {
  const scene = layOut(picture);
  writeFileAtomic(file, format === 'png' ? rasterize(scene) : toSvg(scene));
}
