import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { removeFolder } from '@noprop/core/testing';

export { type Faults, faultyFs } from './atomic/faulty-fs';

/** Runs a test in a new, empty folder and removes the folder afterwards. */
export async function inTemporaryFolder(body: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-store-'));
  try {
    await body(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** Returns the expected failure of an operation. Any other error, or none, fails the test. */
export function failureOf(operation: () => unknown): NopropError {
  try {
    operation();
  } catch (error) {
    if (error instanceof NopropError) return error;
    throw error;
  }
  throw new Error('Expected the operation to fail, but it succeeded.');
}

/** Returns the full message of the expected failure of an operation. */
export function messageOf(operation: () => unknown): string {
  return failureOf(operation).message;
}
