import { inflateSync } from 'node:zlib';

/** What the first header of a PNG declares. */
interface PngHeader {
  readonly height: number;
  readonly width: number;
  readonly interlaced: boolean;
}

/**
 * Why a PNG would take more memory than its header declares, or undefined. pngjs uses the last of several headers and
 * unpacks interlaced data to the end, however long they are; other data it cuts at the declared size.
 *
 * @throws Error of zlib if interlaced data are damaged
 */
export function pngExcess(buffer: Buffer, { height, width, interlaced }: PngHeader): string | undefined {
  const chunks = chunksOf(buffer.subarray(SIGNATURE_BYTES));
  const headers = chunks.filter(({ type }) => type === 'IHDR').length;
  if (headers > 1) return `${headers} headers`;
  if (!interlaced) return undefined;
  const data = chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
  const most = mostBytes(height, width);
  try {
    inflateSync(Buffer.concat(data), { maxOutputLength: most });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    return `more than ${most} bytes for ${height} x ${width} interlaced pixels`;
  }
}

const SIGNATURE_BYTES = 8;

/**
 * Eight bytes per pixel (16-bit color with alpha), which also covers the padding bits of a row, and a filter byte per
 * row: the seven passes have (1/8 + 1/8 + 1/8 + 1/4 + 1/4 + 1/2 + 1/2) height
 * rows, each count rounded up.
 */
const mostBytes = (height: number, width: number): number => 8 * height * width + 2 * height + 7;

/** A chunk is its length, type, content and checksum, in this order. */
function chunksOf(rest: Buffer): readonly { readonly type: string; readonly content: Buffer }[] {
  const chunks: { type: string; content: Buffer }[] = [];
  for (let at = 0; at + 8 <= rest.length; ) {
    const end = at + 8 + rest.readUInt32BE(at);
    chunks.push({ type: rest.toString('latin1', at + 4, at + 8), content: rest.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}
