import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';

export { type Faults, faultyFs } from './atomic/faulty-fs';

/** Runs a test in a new empty folder that is removed afterwards. */
export async function inTemporaryFolder(body: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-store-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The expected failure of an operation; any other error, or none, fails the test. */
export function failureOf(operation: () => unknown): NopropError {
  try {
    operation();
  } catch (error) {
    if (error instanceof NopropError) return error;
    throw error;
  }
  throw new Error('an expected failure is wanted, but nothing failed');
}

/** Full text of the expected failure of an operation. */
export function messageOf(operation: () => unknown): string {
  return failureOf(operation).message;
}
