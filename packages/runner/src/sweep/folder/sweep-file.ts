import { join } from 'node:path';
import type { Halving } from '../document/sweep-document';
import type { SweepFile } from '../sweep';
import { sweepFiles } from './files';
import { readJson } from './read-json';

const id = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

/** `sweep.json`. */
const schema = {
  type: 'object',
  required: ['format', 'name', 'id', 'version', 'command', 'trials'],
  properties: {
    format: { const: 1 },
    name: { type: 'string' },
    description: { type: 'string' },
    id,
    version: { type: 'string' },
    command: { type: 'string' },
    halving: { type: 'object' },
    trials: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name', 'pipeline', 'overrides', 'point', 'seed', 'command'],
        properties: {
          id,
          name: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
          pipeline: { type: 'string' },
          overrides: { type: 'array', items: { type: 'string' } },
          point: { type: 'object' },
          seed: { type: 'integer' },
          command: { type: 'string' },
        },
      },
    },
  },
} as const;

/**
 * Reads `sweep.json` of a sweep folder; undefined if there is no such file. Version 0.1 wrote `halving.figure` for
 * `halving.metric`.
 *
 * @throws NopropError if the file is unreadable or invalid
 */
export function readSweepFile(folder: string): SweepFile | undefined {
  const file = readJson(join(folder, sweepFiles.sweep), schema) as SweepFile | undefined;
  if (file?.halving === undefined) return file;
  const { figure, ...halving } = file.halving as Halving & { readonly figure?: Halving['metric'] };
  return { ...file, halving: { ...halving, metric: halving.metric ?? figure ?? 'accuracy' } };
}
