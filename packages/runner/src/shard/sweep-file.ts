import { join } from 'node:path';
import { type FromSchema, NopropError } from '@noprop/core';
import { readJson } from './read-json';

const id = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

/** What merging needs of `sweep.json`; the rest is copied unseen. */
const schema = {
  type: 'object',
  required: ['format', 'name', 'id', 'version', 'command', 'trials'],
  properties: {
    format: { const: 1 },
    name: { type: 'string' },
    id,
    version: { type: 'string' },
    command: { type: 'string' },
    halving: { type: 'object' },
    trials: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name', 'point', 'seed', 'command'],
        properties: {
          id,
          name: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
          point: { type: 'object' },
          seed: { type: 'integer' },
          command: { type: 'string' },
        },
      },
    },
  },
} as const;

/** A sweep as expanded before it began. */
export type SweepFile = FromSchema<typeof schema>;

/** One training run of a sweep. */
export type SweepTrial = SweepFile['trials'][number];

export const sweepFileName = 'sweep.json';

/**
 * Reads what a sweep folder says of its sweep.
 *
 * @throws NopropError `not_a_sweep` where there is none; else what is wrong with the file
 */
export function readSweepFile(folder: string): SweepFile {
  const sweep = readJson(join(folder, sweepFileName), schema);
  if (sweep !== undefined) return sweep as SweepFile;
  throw new NopropError({
    code: 'not_a_sweep',
    path: '',
    file: folder,
    message: `A sweep folder is wanted, but there is no ${sweepFileName} in it.`,
    hint: 'Give the folders that "noprop sweep FILE --shard i/n --out DIR" made.',
  });
}

/** Name of a trial's folder, and without its extension of the file of its failure. */
export function trialFolderName({ name, id: trial }: SweepTrial): string {
  return `${name}-${trial.slice(0, 8)}`;
}
