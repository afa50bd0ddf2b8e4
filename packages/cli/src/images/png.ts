import { PNG } from 'pngjs';
import { MOST_PIXELS, type Picture } from './picture';
import { pngExcess } from './png-excess';
import { tooLarge } from './too-large';
import { unreadable } from './unreadable';

/** Whether a file starts like a PNG. */
export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

/**
 * Decodes a PNG. Gray stays gray, everything else becomes color; transparent pixels are blended with white.
 *
 * @throws NopropError `image_unreadable`
 */
export function decodePng(bytes: Uint8Array, file: string): Picture {
  const { width, height, data, gray } = unpack(bytes, file);
  const channels = gray ? 1 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    const alpha = (data[4 * i + 3] as number) / 255;
    for (let c = 0; c < channels; c++) {
      pixels[i * channels + c] = Math.round(alpha * (data[4 * i + c] as number) + (1 - alpha) * 255);
    }
  }
  return { width, height, channels, pixels };
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Signature, length and type of the header chunk, and its first 13 bytes. */
const HEADER_BYTES = 29;

function unpack(bytes: Uint8Array, file: string) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (problem: string) => unreadable(file, `Damaged PNG: ${problem}.`, 'Use a fresh copy of the file.');
  if (buffer.length < HEADER_BYTES) throw damaged(`it ends after ${buffer.length} bytes, inside the header`);
  const [width, height, colorType] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20), buffer[25] as number];
  // Checked before unpacking: a small file may declare an image that fills the memory.
  if (width * height > MOST_PIXELS) throw tooLarge(file, height, width);
  try {
    const excess = pngExcess(buffer, { height, width, interlaced: buffer[28] !== 0 });
    if (excess !== undefined) throw new Error(excess);
    const { data } = PNG.sync.read(buffer);
    if (data.length !== 4 * width * height) throw new Error(`${data.length / 4} pixels`);
    return { width, height, data, gray: (colorType & 2) === 0 };
  } catch (error) {
    throw damaged(`its data cannot be decoded (${(error as Error).message})`);
  }
}
