import { decode } from 'jpeg-js';
import type { Picture } from './picture';
import { tooLarge } from './too-large';
import { unreadable } from './unreadable';

/** Whether a file starts like a JPEG. */
export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/**
 * Decodes a JPEG, baseline or progressive: gray if it has a single component, else color.
 *
 * @throws NopropError `image_unreadable`
 */
export function decodeJpeg(bytes: Uint8Array, file: string): Picture {
  const damaged = (problem: string) => unreadable(file, `Damaged JPEG: ${problem}.`, 'Use a fresh copy of the file.');
  const frame = frameOf(bytes);
  if (frame === undefined) throw damaged('it ends before the image starts');
  const { height, width, components } = frame;
  if (width * height > MOST_JPEG_PIXELS) throw tooLarge(file, height, width, MOST_JPEG_PIXELS);
  if (!hasEnd(bytes, frame.end)) throw damaged('it ends before its end marker');
  try {
    const { data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: MOST_JPEG_PIXELS / 1e6,
      maxMemoryUsageInMB: MOST_MEMORY,
    });
    const channels = components === 1 ? 1 : 3;
    const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) =>
      channels === 1 ? (data[3 * i] as number) : (data[i] as number),
    );
    return { height, width, channels, pixels };
  } catch (error) {
    const { message } = error as Error;
    // For example, more than four components: they take more memory than any valid image.
    if (/^max\w+ limit exceeded/.test(message)) throw tooCostly(file);
    throw damaged(`its data cannot be decoded (${message})`);
  }
}

/** Larger images are refused before decoding. The limit is below that of PNG: decoding takes far more memory. */
const MOST_JPEG_PIXELS = 25_000_000;

/**
 * Memory limit of the decoder in MiB. A pixel takes up to 27 bytes (four components of four bytes as coefficients and
 * of one byte as samples, four bytes joined, three of color), and up to 31 rows and columns pad the last blocks.
 */
const MOST_MEMORY = 700;

const tooCostly = (file: string) =>
  unreadable(
    file,
    `Decoding this JPEG would take more than ${MOST_MEMORY} MiB.`,
    'Save it again, or make it smaller first.',
  );

interface Frame {
  readonly height: number;
  readonly width: number;
  readonly components: number;
  /** Where the frame header ends. */
  readonly end: number;
}

/** Walks the segments to the frame header, which has the size and the number of components. */
function frameOf(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 10 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      // Any number of fill bytes may precede a marker.
      at++;
      continue;
    }
    if (isFrame(marker)) {
      const end = at + 2 + view.getUint16(at + 2);
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: bytes[at + 9] as number,
        end,
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** C0 to CF start a frame, except the tables C4 and CC and the reserved C8. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let i = bytes.length - 2; i >= from; i--) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true;
  return false;
}
