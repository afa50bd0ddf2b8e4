import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Download } from './downloads';

/** The receipt of an installed engine, kept in `engine.json` next to the libraries. */
export interface EngineReceipt {
  readonly package: string;
  readonly version: string;
  readonly platform: string;
  readonly wheel: string;
  readonly sha256: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** File name of the receipt. It is written last, so a folder without one is not a complete engine. */
export const receiptFile = 'engine.json';

/** The receipt of a download once it is installed. */
export function receiptOf(download: Download): EngineReceipt {
  return {
    package: download.package,
    version: download.version,
    platform: download.platform,
    wheel: download.wheel,
    sha256: download.sha256,
    files: download.members.map(({ file, bytes }) => ({ name: file, bytes })),
  };
}

/**
 * Compares an engine folder with its download: the receipt, the file names and the sizes. Digests are checked only at
 * installation, because hashing 800 MB at every start would take seconds.
 *
 * @returns what is wrong, as a clause without a period, or undefined if nothing is
 */
export function findFault(folder: string, download: Download): string | undefined {
  const expected = receiptOf(download);
  const actual = readReceipt(folder);
  if (actual === undefined) return `${receiptFile} is missing or unreadable`;
  if (actual !== JSON.stringify(expected)) return `${receiptFile} is for another download`;
  for (const { name, bytes } of expected.files) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (size === undefined) return `${name} is missing`;
    if (size !== bytes) return `expected ${bytes} bytes in ${name}, got ${size}`;
  }
  return undefined;
}

/** The receipt as canonical text, or undefined if it is missing or unreadable. */
function readReceipt(folder: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(readFileSync(join(folder, receiptFile), 'utf8')));
  } catch {
    return undefined;
  }
}
