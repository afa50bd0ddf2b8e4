import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { encodeSafetensors, type FileContent, prettyJson, sha256Hex, writeFileAtomic } from '@noprop/store';
import type { TrainedRun } from '../trained/open-trained-run';
import { type ModelCard, modelCard } from './model-card';

export interface ExportRequest {
  /** Folder for the two files; created if it does not exist. */
  readonly folder: string;
  /** Whether to replace existing files with different contents. */
  readonly force: boolean;
}

/** Names of the files of an export. */
export const exportFiles = { weights: 'model.safetensors', card: 'model.json' } as const;

/**
 * Writes the tensors of a run and their model card. Exporting the same run again changes nothing and is not an error.
 *
 * @throws NopropError `export_exists` naming each file with different contents, unless `force`; `read_failed`, `write_failed`
 */
export function exportRun(run: TrainedRun, { folder, force }: ExportRequest): ModelCard {
  const metadata = { noprop: JSON.stringify({ planId: run.plan.id, step: run.step }) };
  const { pieces } = encodeSafetensors(run.tensors, metadata);
  const card = modelCard(run, { file: exportFiles.weights, pieces });
  // Write the weights first, so that a card never describes missing weights.
  const files: readonly (readonly [string, FileContent & (string | readonly Uint8Array[])])[] = [
    [join(folder, exportFiles.weights), pieces],
    [join(folder, exportFiles.card), prettyJson(card)],
  ];
  const changed = files.filter(([path, content]) => !holds(path, content));
  const different = changed.filter(([path]) => existsSync(path));
  if (different.length > 0 && !force) throw exists(different.map(([path]) => path));
  makeFolder(folder);
  for (const [path, content] of changed) writeFileAtomic(path, content);
  return card;
}

function holds(path: string, content: string | readonly Uint8Array[]): boolean {
  if (!existsSync(path)) return false;
  try {
    return sha256Hex(readFileSync(path)) === sha256Hex(content);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NopropError({
      code: 'read_failed',
      path: '',
      file: path,
      message: `Cannot read what already exists here: ${code ?? message}.`,
      hint: 'Move it away, or choose another --output.',
    });
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NopropError({
      code: 'write_failed',
      path: '',
      file: folder,
      message: `Cannot create this folder: ${code ?? message}.`,
      hint: 'Choose a writable folder.',
    });
  }
}

function exists(paths: readonly string[]): NopropError {
  return new NopropError(
    paths.map((file) => ({
      code: 'export_exists',
      path: '',
      file,
      message: 'The file already exists with different contents.',
      hint: 'Choose another --output, or use --force to replace it.',
    })),
  );
}
