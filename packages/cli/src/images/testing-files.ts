import { PNG, type PNGOptions } from 'pngjs';

/** For tests: a PNG of gray (one channel) or color (three channels) pixels. */
export function pngFile(
  height: number,
  width: number,
  channels: 1 | 3,
  pixels: ArrayLike<number>,
  alpha: number = 255,
  options: PNGOptions = { colorType: alpha === 255 ? (channels === 1 ? 0 : 2) : 6 },
): Buffer {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) png.data[4 * i + c] = pixels[i * channels + (channels === 3 ? c : 0)] as number;
    png.data[4 * i + 3] = alpha;
  }
  return PNG.sync.write(png, options);
}

/** For tests: an IDX file of unsigned bytes. */
export function idxFile(sizes: readonly number[], elements: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt32BE(0x0800 | sizes.length, 0);
  sizes.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis);
  });
  return Buffer.concat([header, elements]);
}

/** For tests: 8 x 16 gray, eight rows of 0, 16, .., 240. */
export const grayJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACQr/xAAXEAADAQAAAAAAAAAAAAAAAAAACUSC/9oACAEBAAA/ADfW3BkoAW3Bk//Z',
  'base64',
);

/** For tests: the same image as a progressive JPEG. */
export const progressiveJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/wgALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACAn/2gAIAQEAAAABN9AP/8QAFRABAQAAAAAAAAAAAAAAAAAAAAf/2gAIAQEAAQUCmybP/8QAFRABAQAAAAAAAAAAAAAAAAAAAAL/2gAIAQEABj8ChD//xAAVEAEBAAAAAAAAAAAAAAAAAAAAwf/aAAgBAQABPyGKL//aAAgBAQAAABA//8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPxAS/9k=',
  'base64',
);
