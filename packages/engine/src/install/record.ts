import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Download } from './downloads';

/** What an installed engine says about itself, in `engine.json` beside the libraries. */
export interface EngineRecord {
  readonly package: string;
  readonly version: string;
  readonly platform: string;
  readonly wheel: string;
  readonly sha256: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** File name of the record; written last, so an engine folder without one is not an engine. */
export const recordFile = 'engine.json';

/** The record of a download once it is installed. */
export function recordOf(download: Download): EngineRecord {
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
 * Compares an engine folder with the download it should hold: the record, the names and the sizes. The digests were
 * checked when it was installed; hashing 800 MB again at every start would cost seconds.
 *
 * @returns what is wrong, as the end of a sentence that begins with the folder, or undefined
 */
export function findFault(folder: string, download: Download): string | undefined {
  const record = recordOf(download);
  const found = readRecord(folder);
  if (found === undefined) return `has no readable ${recordFile}`;
  if (found !== JSON.stringify(record)) return 'holds another engine';
  for (const { name, bytes } of record.files) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (size === undefined) return `lacks ${name}`;
    if (size !== bytes) return `has a ${name} of ${size} bytes instead of ${bytes}`;
  }
  return undefined;
}

/** The record as canonical text, or undefined where there is none that can be read. */
function readRecord(folder: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')));
  } catch {
    return undefined;
  }
}
