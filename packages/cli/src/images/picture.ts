import type { ImageShape } from '@noprop/core';

/** An image as bytes, H W C in row-major order. */
export interface Picture extends ImageShape {
  readonly pixels: Uint8Array;
}

/** `28 x 28 gray`, `32 x 32 color`: height x width. */
export function describeShape({ height, width, channels }: ImageShape): string {
  const kind = channels === 1 ? 'gray' : channels === 3 ? 'color' : `with ${channels} channels`;
  return `${height} x ${width} ${kind}`;
}

export const sameShape = (a: ImageShape, b: ImageShape): boolean =>
  a.height === b.height && a.width === b.width && a.channels === b.channels;

/** Larger images are refused before they are unpacked. */
export const MOST_PIXELS = 50_000_000;
