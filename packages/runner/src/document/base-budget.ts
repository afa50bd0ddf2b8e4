import type { Issue } from '@noprop/core';
import type { DocumentNode } from './node';

const BYTES = 1024 * 1024;
const VALUES = 20_000;

/**
 * Limits on all base files of one pipeline together. Limits per file are not enough: a file that several others extend
 * is merged once for each of them.
 */
export interface BaseBudget {
  /** Spends the bytes of a file before it is read; returns an issue if that exceeds the budget. */
  readonly takeBytes: (bytes: number) => Issue | undefined;
  /** Spends the values of a base before it is merged; returns an issue if that exceeds the budget. */
  readonly takeValues: (base: DocumentNode) => Issue | undefined;
  /** Whether either budget was exceeded. */
  readonly isSpent: () => boolean;
}

export function baseBudget(): BaseBudget {
  const left = { bytes: BYTES, values: VALUES };
  return {
    takeBytes: (bytes) => {
      left.bytes -= bytes;
      return left.bytes < 0 ? tooMuch(`${BYTES} bytes in all extended files`) : undefined;
    },
    takeValues: (base) => {
      left.values -= countValues(base);
      return left.values < 0
        ? tooMuch(`${VALUES} values in all extended files (a file counts each time it is named)`)
        : undefined;
    },
    isSpent: () => left.bytes < 0 || left.values < 0,
  };
}

/** Counts every scalar, map and list. */
function countValues(node: DocumentNode): number {
  if (node.kind === 'scalar') return 1;
  const children = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  return children.reduce((sum, child) => sum + countValues(child), 1);
}

const tooMuch = (expected: string): Issue => ({
  code: 'too_large',
  path: '',
  message: `Expected at most ${expected}, got more.`,
  hint: 'Name each file once, and keep data in separate files.',
});
