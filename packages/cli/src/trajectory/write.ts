import { writeFileAtomic } from '@noprop/store';
import { layOut, type TrajectoryPicture } from './layout';
import { rasterise } from './raster';
import { toSvg } from './svg';

export type PictureFormat = 'png' | 'svg';

/** The format that a file name asks for. */
export function pictureFormat(file: string): PictureFormat | undefined {
  const [, ending] = /\.(png|svg)$/i.exec(file) ?? [];
  return ending?.toLowerCase() as PictureFormat | undefined;
}

/**
 * Draws the way from noise to class of each image into a file.
 *
 * @throws NopropError `write_failed`, `disk_full`
 */
export function writeTrajectories(
  { file, format }: { readonly file: string; readonly format: PictureFormat },
  picture: TrajectoryPicture,
): void {
  const scene = layOut(picture);
  writeFileAtomic(file, format === 'png' ? rasterise(scene) : toSvg(scene));
}
