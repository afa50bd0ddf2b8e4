import type { Issue } from '@noprop/core';
import type { DocumentNode } from './node';

const BYTES = 1024 * 1024;
const VALUES = 20_000;

/**
 * What all bases of one pipeline may cost together. The limits of a single file do not bound it: files that list each other
 * are merged more often than there are files.
 */
export interface BaseBudget {
  /** Takes the bytes of a file before it is read; an issue where they are too many. */
  readonly takeBytes: (bytes: number) => Issue | undefined;
  /** Takes the values of a base before it is laid under what names it; an issue where they are too many. */
  readonly takeValues: (base: DocumentNode) => Issue | undefined;
  /** Whether one of the two was refused: all that comes after it is, too. */
  readonly isSpent: () => boolean;
}

export function baseBudget(): BaseBudget {
  const left = { bytes: BYTES, values: VALUES };
  return {
    takeBytes: (bytes) => {
      left.bytes -= bytes;
      return left.bytes < 0 ? tooMuch(`${BYTES} bytes in all files to extend`) : undefined;
    },
    takeValues: (base) => {
      left.values -= countValues(base);
      return left.values < 0
        ? tooMuch(`${VALUES} values to extend (a file counts as often as it is named)`)
        : undefined;
    },
    isSpent: () => left.bytes < 0 || left.values < 0,
  };
}

/** Every scalar, map and list. */
function countValues(node: DocumentNode): number {
  if (node.kind === 'scalar') return 1;
  const children = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  return children.reduce((sum, child) => sum + countValues(child), 1);
}

const tooMuch = (wanted: string): Issue => ({
  code: 'too_large',
  path: '',
  message: `Wanted at most ${wanted}, found more.`,
  hint: 'Name each file once, and keep data in files of their own.',
});
