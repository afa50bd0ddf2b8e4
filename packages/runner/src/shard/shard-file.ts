import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FromSchema } from '@noprop/core';
import { canonicalJson, writeFileAtomic } from '@noprop/store';
import { readJson } from '../sweep/folder/read-json';

const id = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

const schema = {
  type: 'object',
  required: ['format', 'sweep', 'version', 'shard', 'of', 'units'],
  properties: {
    format: { const: 1 },
    sweep: id,
    version: { type: 'string' },
    shard: { type: 'integer', minimum: 1 },
    of: { type: 'integer', minimum: 1 },
    units: { type: 'array', items: id },
  },
} as const;

/** The content of `shard.json`: which trials of a sweep a folder holds. */
export type ShardFile = FromSchema<typeof schema>;

export const shardFileName = 'shard.json';

/** Reads `shard.json` of a folder; undefined if the folder belongs to a whole sweep. */
export function readShardFile(folder: string): ShardFile | undefined {
  return readJson(join(folder, shardFileName), schema) as ShardFile | undefined;
}

/** Writes `shard.json`, before any trial of the shard runs. */
export function writeShardFile(folder: string, shard: ShardFile): void {
  writeFileAtomic(join(folder, shardFileName), canonicalJson(shard));
}

/** Marks a folder as that of the whole sweep. */
export function removeShardFile(folder: string): void {
  rmSync(join(folder, shardFileName), { force: true });
}
