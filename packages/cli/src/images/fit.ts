import type { ImageShape } from '@noprop/core';
import { type Picture, sameShape } from './picture';
import { resample } from './resample';

/**
 * Stretches a picture to a size and number of channels: color to gray by luma (Rec. 601), gray to color by repetition.
 * The aspect ratio is not kept.
 */
export function fitPicture(picture: Picture, shape: ImageShape): Picture {
  if (sameShape(picture, shape)) return picture;
  const { height, width, channels } = shape;
  const planes = Array.from({ length: picture.channels }, (_, channel) => planeOf(picture, channel));
  const converted =
    picture.channels === channels
      ? planes
      : picture.channels === 3 && channels === 1
        ? [luma(planes)]
        : Array<Float64Array>(channels).fill(planes[0] as Float64Array);
  const pixels = new Uint8Array(height * width * channels);
  converted.forEach((values, channel) => {
    const resized = resample({ height: picture.height, width: picture.width, values }, height, width).values;
    resized.forEach((value, i) => {
      pixels[i * channels + channel] = Math.round(value);
    });
  });
  return { height, width, channels, pixels };
}

/** Swaps dark and light. */
export function invertPicture(picture: Picture): Picture {
  return { ...picture, pixels: picture.pixels.map((value) => 255 - value) };
}

function planeOf({ pixels, channels }: Picture, channel: number): Float64Array {
  return Float64Array.from({ length: pixels.length / channels }, (_, i) => pixels[i * channels + channel] as number);
}

function luma([red, green, blue]: readonly Float64Array[]): Float64Array {
  return (red as Float64Array).map(
    (value, i) => 0.299 * value + 0.587 * (green?.[i] as number) + 0.114 * (blue?.[i] as number),
  );
}
