import { open, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Download } from './downloads';
import { systemCode } from './failures';
import { findFault, receiptFile, receiptOf } from './receipt';

const ATTEMPTS = 5;

/** Writes the receipt as the last file of an unpacked engine and syncs the folder to disk. */
export async function sealEngine(folder: string, download: Download): Promise<void> {
  const text = `${JSON.stringify(receiptOf(download), null, 2)}\n`;
  await writeFile(join(folder, receiptFile), text, { flag: 'wx', flush: true });
  await syncFolder(folder);
}

/**
 * Renames a sealed engine into place. If several processes install at once, the first one wins and the others keep its
 * engine after checking it. A damaged engine in that place is moved to `trash` first.
 *
 * @returns whether this process's engine is the one in place
 */
export async function placeEngine(folder: string, target: string, trash: string, download: Download): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await moved(folder, target, ['ENOTEMPTY', 'EEXIST'])) {
      await syncFolder(dirname(target));
      return true;
    }
    if (findFault(target, download) === undefined) return false;
    await moved(target, join(trash, `damaged-${attempt}`), ['ENOENT']);
  }
  throw new Error(`internal: ${target} was damaged ${ATTEMPTS} times in a row during the installation.`);
}

/** Renames; returns false if that fails with one of the expected codes. */
async function moved(from: string, to: string, expected: readonly string[]): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (expected.includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
