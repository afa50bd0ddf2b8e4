import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, NopropError } from '@noprop/core';
import { readBytes, readText, sha256Hex, writeFileAtomic } from '@noprop/store';
import { isTrialReport, recordFiles } from './record-files';

/** The file of checksums of a sweep folder; `sha256sum --check` reads it, too. */
export const checksumsName = 'SHA256SUMS';

/**
 * Closes the record of a sweep folder: writes the SHA-256 of each of its small files. To be called when no process writes
 * there any more, and again whenever trials were added.
 */
export function writeChecksums(folder: string): void {
  const lines = recordFiles(folder).map((file) => `${digestOf(join(folder, file))}  ${file}\n`);
  writeFileAtomic(join(folder, checksumsName), lines.join(''));
}

/** Opens the record of a sweep folder again: until it is closed, nobody takes it for what a sweep has left. */
export function removeChecksums(folder: string): void {
  rmSync(join(folder, checksumsName), { force: true });
}

/**
 * What of a sweep folder's record is not as it was when the record was closed: changed, gone or new files.
 *
 * @throws NopropError `not_closed` where there are no checksums, `checksums_corrupt` where they cannot be read
 */
export function checksumIssues(folder: string): readonly Issue[] {
  const wanted = readChecksums(folder);
  const found = recordFiles(folder);
  const added = found.filter((file) => !wanted.has(file));
  const changed = [...wanted].flatMap(([file, digest]) => {
    const now = found.includes(file) ? digestOf(join(folder, file)) : undefined;
    if (now === digest) return [];
    const state = now === undefined ? 'there is no such file' : `this one begins with ${short(now)}`;
    return [damaged(join(folder, file), `A file whose SHA-256 begins with ${short(digest)} is wanted, but ${state}.`)];
  });
  const unknown = added.map((file) =>
    damaged(join(folder, file), `The file is not listed in ${checksumsName}: it came after the sweep had ended.`),
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
    if (digest === undefined || name === undefined || sums.has(name)) throw corrupt(file, i + 1);
    // Earlier versions listed the reports of trials, too.
    if (!isTrialReport(name)) sums.set(name, digest);
  }
  if (lines.at(-1) !== '') throw corrupt(file, lines.length);
  return sums;
}

const digestOf = (path: string): string => sha256Hex(readBytes(path) ?? '');

const short = (digest: string): string => digest.slice(0, 8);

const damaged = (file: string, message: string): Issue => ({
  code: 'damaged_file',
  path: '',
  file,
  message,
  hint: 'Get the folder again from where it was made, or run the shard again.',
});

const notClosed = (file: string): NopropError =>
  new NopropError({
    code: 'not_closed',
    path: '',
    file,
    message: `The folder of a sweep that has ended is wanted, but there is no ${checksumsName} in it.`,
    hint: 'Run the shard again with the same --out: what is done is kept.',
  });

const corrupt = (file: string, line: number): NopropError =>
  new NopropError({
    code: 'checksums_corrupt',
    path: '',
    file,
    range: { line, column: 1 },
    message: 'A SHA-256 in hexadecimal, two spaces, a path that is new, and a line end are wanted.',
    hint: 'Get the folder again from where it was made, or run the shard again.',
  });
