import { basename } from 'node:path';
import type { NopropError } from '@noprop/core';
import type { Download } from './downloads';
import { corruptDownload, diskFilledUp, downloadFailed } from './failures';
import type { PipRun } from './pip';

/**
 * Explains a failed run of pip.
 *
 * @returns a sentence if the wheel is unavailable, an error if downloading it failed
 */
export function explainPipFailure(
  download: Download,
  run: Omit<PipRun, 'wheel'>,
  folder: string,
): string | NopropError {
  const { output } = run;
  if (/DO NOT MATCH THE HASHES/.test(output)) return corruptDownload(download, 'pip reported a hash mismatch');
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFilledUp(folder);
  const started = /Downloading \S*\.whl \(/.test(output);
  if (!started && NO_CONNECTION.test(output)) {
    return `pip could not reach its package index, so libtensorflow ${download.version} was not downloaded.`;
  }
  if (!started && /No matching distribution found/.test(output)) {
    return `pip's package index has no ${download.package} ${download.version} for ${download.platformTag}.`;
  }
  return downloadFailed(download, `${ending(run)}${lastWords(output, folder)}`);
}

const NO_CONNECTION =
  /connection broken by|Max retries exceeded|Failed to (establish|resolve)|name resolution|Network is unreachable|timed out|ProxyError|SSLError/i;

function ending({ code, signal }: Omit<PipRun, 'wheel'>): string {
  return code === null ? `pip was killed by ${signal ?? 'an unknown signal'}` : `pip exited with code ${code}`;
}

/** pip's last error, without addresses, which may contain a password, and without paths of temporary files. */
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
