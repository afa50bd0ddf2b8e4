import { join } from 'node:path';
import type { FromSchema } from '@noprop/core';
import { readJson } from '../sweep/folder/read-json';

const id = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

const schema = {
  type: 'object',
  required: ['format', 'sweep', 'version', 'partial', 'missing'],
  properties: {
    format: { const: 1 },
    sweep: id,
    version: { type: 'string' },
    /** Whether trials are missing, as allowed by --allow-partial. */
    partial: { type: 'boolean' },
    missing: { type: 'array', items: id },
  },
} as const;

/** Marks a folder as merged from shards. Omits how many there were, so that equal sweeps have equal bytes. */
export type MergeFile = FromSchema<typeof schema>;

export const mergeFileName = 'merge.json';

/** Reads `merge.json` of a folder; undefined if the folder was not created by merging. */
export function readMergeFile(folder: string): MergeFile | undefined {
  return readJson(join(folder, mergeFileName), schema) as MergeFile | undefined;
}
