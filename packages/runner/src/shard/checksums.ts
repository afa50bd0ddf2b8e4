import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { readBytes, readText, sha256Hex, writeFileAtomic } from '@noprop/store';
import { isTrialReport, recordFiles } from './record-files';

/** Name of the checksum file of a sweep folder, in the format of `sha256sum --check`. */
export const checksumsName = 'SHA256SUMS';

/**
 * Closes the record of a sweep folder by writing the SHA-256 of each of its small files. Call it once no process writes
 * there any more, and again after trials were added.
 */
export function writeChecksums(folder: string): void {
  const lines = recordFiles(folder).map((file) => `${digestOf(join(folder, file))}  ${file}\n`);
  writeFileAtomic(join(folder, checksumsName), lines.join(''));
}

/** Reopens the record of a sweep folder. Until it is closed again, it cannot be merged. */
export function removeChecksums(folder: string): void {
  rmSync(join(folder, checksumsName), { force: true });
}

/**
 * Differences from the record as it was closed: changed, missing and added files.
 *
 * @throws NopropError `not_closed` if there are no checksums, `checksums_corrupt` if they are malformed
 */
export function checksumIssues(folder: string): readonly Issue[] {
  const expected = readChecksums(folder);
  const present = recordFiles(folder);
  const added = present.filter((file) => !expected.has(file));
  const changed = [...expected].flatMap(([file, digest]) => {
    const actual = present.includes(file) ? digestOf(join(folder, file)) : undefined;
    if (actual === digest) return [];
    const state = actual === undefined ? 'no file' : short(actual);
    return [damaged(join(folder, file), `Expected SHA-256 ${short(digest)}, got ${state}.`)];
  });
  const unknown = added.map((file) =>
    damaged(join(folder, file), `Not listed in ${checksumsName}: the file was added after the sweep ended.`),
  );
  return [...changed, ...unknown];
}

function readChecksums(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, checksumsName);
  const text = readText(file);
  if (text === undefined) throw notClosed(folder);
  const sums = new Map<string, string>();
  const lines = text.split('\n');
  for (const [i, line] of lines.slice(0, -1).entries()) {
    const [, digest, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (digest === undefined || name === undefined)
      throw corrupt(file, { line: i + 1, column: 1 }, 'Malformed checksum line: expected "<sha256>  <path>".');
    if (sums.has(name)) throw corrupt(file, { line: i + 1, column: 1 }, `Duplicate path "${name}".`);
    // Earlier versions also listed the reports of trials.
    if (!isTrialReport(name)) sums.set(name, digest);
  }
  const rest = lines.at(-1) as string;
  if (rest !== '')
    throw corrupt(file, { line: lines.length, column: rest.length + 1 }, 'The file ends without a newline.');
  return sums;
}

const digestOf = (path: string): string => sha256Hex(readBytes(path) ?? '');

const short = (digest: string): string => `${digest.slice(0, 8)}...`;

const damaged = (file: string, message: string): Issue => ({
  code: 'damaged_file',
  path: '',
  file,
  message,
  hint: 'Copy the folder again from its source, or run the shard again.',
});

const notClosed = (file: string): NopropError =>
  new NopropError({
    code: 'not_closed',
    path: '',
    file,
    message: `The sweep has not ended: its folder has no ${checksumsName}.`,
    hint: 'Run the shard again with the same --out; finished trials are kept.',
  });

const corrupt = (file: string, range: Issue['range'], message: string): NopropError =>
  new NopropError({
    code: 'checksums_corrupt',
    path: '',
    file,
    range,
    message,
    hint: 'Copy the folder again from its source, or run the shard again.',
  });
