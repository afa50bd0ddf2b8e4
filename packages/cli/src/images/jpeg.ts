import { decode } from 'jpeg-js';
import type { Picture } from './picture';
import { tooLarge } from './too-large';
import { unreadable } from './unreadable';

/** Whether bytes begin as a JPEG does. */
export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/**
 * Unpacks a JPEG, baseline or progressive. One with a single component is grey, every other colour.
 *
 * @throws NopropError `image_unreadable`
 */
export function decodeJpeg(bytes: Uint8Array, file: string): Picture {
  const damaged = (found: string) =>
    unreadable(file, `A whole JPEG is wanted, but ${found}.`, 'The file was damaged; use a fresh copy.');
  const frame = frameOf(bytes);
  if (frame === undefined) throw damaged('it ends before its picture begins');
  const { height, width, components } = frame;
  if (width * height > MOST_JPEG_PIXELS) throw tooLarge(file, height, width, MOST_JPEG_PIXELS);
  if (!hasEnd(bytes, frame.end)) throw damaged('it breaks off before its end marker');
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
    // More components than four, say, take more memory than any sound picture.
    if (/^max\w+ limit exceeded/.test(message)) throw tooCostly(file);
    throw damaged(`its data do not unpack (${message})`);
  }
}

/** More pixels than this are refused before they are unpacked: a JPEG takes far more memory on the way than a PNG. */
const MOST_JPEG_PIXELS = 25_000_000;

/**
 * Of the decoder, in MiB: a pixel takes up to 27 bytes (four components of four bytes as coefficients and of one byte
 * as samples, four bytes joined, three of colour), and up to 31 rows and columns fill up the last blocks.
 */
const MOST_MEMORY = 700;

const tooCostly = (file: string) =>
  unreadable(
    file,
    `A JPEG that unpacks in ${MOST_MEMORY} MiB is wanted, but this one takes more.`,
    'Save it anew, or make it smaller first.',
  );

interface Frame {
  readonly height: number;
  readonly width: number;
  readonly components: number;
  /** Where the frame header ends. */
  readonly end: number;
}

/** Walks the segments to the frame header, which tells the size and how many components there are. */
function frameOf(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 10 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      // Markers may be preceded by any number of fill bytes.
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

/** C0 to CF begin a frame, but for the tables C4 and CC and the reserved C8. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let i = bytes.length - 2; i >= from; i--) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true;
  return false;
}
