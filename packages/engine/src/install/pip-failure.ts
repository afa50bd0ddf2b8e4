import { basename } from 'node:path';
import type { NopropError } from '@noprop/core';
import type { Download } from './downloads';
import { corruptDownload, diskFilledUp, downloadFailed } from './failures';
import type { PipRun } from './pip';

/**
 * What a failed run of pip means.
 *
 * @returns a sentence where the wheel cannot be had from here, an error where fetching it broke
 */
export function explainPipFailure(
  download: Download,
  run: Omit<PipRun, 'wheel'>,
  folder: string,
): string | NopropError {
  const { output } = run;
  if (/DO NOT MATCH THE HASHES/.test(output)) return corruptDownload(download, 'pip found another hash than announced');
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFilledUp(folder);
  const begun = /Downloading \S*\.whl \(/.test(output);
  if (!begun && NO_CONNECTION.test(output)) {
    return `pip could not reach its package index, so libtensorflow ${download.version} was not fetched.`;
  }
  if (!begun && /No matching distribution found/.test(output)) {
    return `pip's package index has no ${download.package} ${download.version} for ${download.platformTag}.`;
  }
  return downloadFailed(download, `${ending(run)}${lastWords(output, folder)}`);
}

const NO_CONNECTION =
  /connection broken by|Max retries exceeded|Failed to (establish|resolve)|name resolution|Network is unreachable|timed out|ProxyError|SSLError/i;

function ending({ code, signal }: Omit<PipRun, 'wheel'>): string {
  return code === null ? `pip was ended by ${signal ?? 'an unknown signal'}` : `pip ended with exit code ${code}`;
}

/** pip's own last error, without addresses, which may hold a password, and without paths that are gone by then. */
function lastWords(output: string, folder: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const errors = lines
    .filter((line) => /^ERROR: (?!Exception:)/.test(line))
    .map((line) => line.slice('ERROR: '.length));
  const last = errors.at(-1) ?? lines.filter((line) => line !== '').at(-1);
  return last === undefined ? '' : ` (${withoutAddresses(withoutPaths(last, folder)).replace(/\.$/, '')})`;
}

function withoutPaths(line: string, folder: string): string {
  const words = line.split(' ').map((word) => (word.startsWith(`${folder}/`) ? basename(word) : word));
  return words.join(' ');
}

function withoutAddresses(line: string): string {
  return line
    .replace(/\b[a-z+]+:\/\/[^\s'")]+/gi, '<address>')
    .replace(/(host=|resolve )'[^']*'/gi, "$1'<host>'")
    .replace(/\b(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev|edu|local|internal)\b/gi, '<host>');
}
