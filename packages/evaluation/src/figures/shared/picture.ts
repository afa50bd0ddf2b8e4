import { PNG } from 'pngjs';

/** Pixels in row-major order, H W C with one channel (gray) or three (RGB), 0 to 255. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

/**
 * A picture as a data URL. It is not compressed, because compressed bytes differ between processors, and figures of the
 * same numbers must have the same bytes.
 */
export function pictureUrl({ height, width, channels, pixels }: Picture): string {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) png.data[4 * i + c] = pixels[i * channels + (channels === 3 ? c : 0)] as number;
    png.data[4 * i + 3] = 255;
  }
  const colorType = channels === 3 ? 2 : 0;
  const bytes = PNG.sync.write(png, { colorType, inputColorType: 6, deflateLevel: 0, filterType: 0 });
  return `data:image/png;base64,${bytes.toString('base64')}`;
}
