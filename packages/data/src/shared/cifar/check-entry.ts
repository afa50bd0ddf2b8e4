import type { Header } from 'tar-stream';
import { corrupt } from '../corrupt';
import { type CifarArchive, cifarFiles } from './archive';

/**
 * Refuses entries that an archive of this dataset cannot have: links and devices, paths that are not directly in its
 * one folder, duplicates, and files that are neither part of the dataset nor short.
 *
 * @param seen names of the files so far; this entry's name is added
 * @returns the name of the file in the folder, or an empty string for the folder itself
 * @throws NopropError `dataset_corrupt`
 */
export function checkEntry(
  archive: CifarArchive,
  { name: full, type, size }: Header,
  seen: Set<string>,
  path: string,
): string {
  const refuse = (what: string) => corrupt(path, `expected only files in ${archive.folder}/, got ${what}.`);
  const inside = new RegExp(`^(?:\\./)?${archive.folder}/([^/\\\\]*)$`).exec(full)?.[1];
  const shown = JSON.stringify(full);
  if (inside === undefined || inside === '..' || inside === '.') {
    if (type === 'directory' && (full === './' || full === '.')) return '';
    throw refuse(`the entry ${shown}`);
  }
  if (inside === '' && type === 'directory') return '';
  if (inside === '' || type !== 'file') throw refuse(`the entry ${shown}, a ${type}`);
  if (seen.has(inside)) throw refuse(`the entry ${shown} twice`);
  if (seen.size === MOST_FILES) throw refuse(`more than ${MOST_FILES} entries`);
  const known = cifarFiles(archive).some(({ name }) => name === inside);
  if (!known && size > LONGEST_TEXT) throw refuse(`the entry ${shown} of ${size} bytes`);
  seen.add(inside);
  return inside;
}

/** Bytes. The official archives also contain short texts: the class names and an HTML page. */
const LONGEST_TEXT = 65_536;

const MOST_FILES = 32;
