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
    /** Whether trials are missing; allowed by the one who merged. */
    partial: { type: 'boolean' },
    missing: { type: 'array', items: id },
  },
} as const;

/** Marks a folder as merged from shards. How many there were is not said: equal sweeps give equal bytes. */
export type MergeFile = FromSchema<typeof schema>;

export const mergeFileName = 'merge.json';

/** `merge.json` of a folder; undefined where the folder was not made by merging. */
export function readMergeFile(folder: string): MergeFile | undefined {
  return readJson(join(folder, mergeFileName), schema) as MergeFile | undefined;
}
