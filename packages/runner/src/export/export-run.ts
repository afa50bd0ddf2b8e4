import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { encodeSafetensors, type FileContent, prettyJson, sha256Hex, writeFileAtomic } from '@noprop/store';
import type { TrainedRun } from '../trained/open-trained-run';
import { type ModelCard, modelCard } from './model-card';

export interface ExportRequest {
  /** Folder for the two files; made if it is not there. */
  readonly folder: string;
  /** Whether files with other contents may be replaced. */
  readonly force: boolean;
}

/** Names of the files of an export. */
export const exportFiles = { weights: 'model.safetensors', card: 'model.json' } as const;

/**
 * Writes the tensors of a run and their card. Exporting the same again is no change and no error.
 *
 * @throws NopropError `export_exists` naming each file that has other contents, unless `force`; `write_failed`
 */
export function exportRun(run: TrainedRun, { folder, force }: ExportRequest): ModelCard {
  const metadata = { noprop: JSON.stringify({ planId: run.plan.id, step: run.step }) };
  const { pieces } = encodeSafetensors(run.tensors, metadata);
  const card = modelCard(run, { file: exportFiles.weights, pieces });
  // The weights first: a card never describes weights that are not there.
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
      code: 'write_failed',
      path: '',
      file: path,
      message: `A file is to be written here, but what is there cannot be read: ${code ?? message}.`,
      hint: 'Move it away, or give another --output.',
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
      message: `Cannot make a folder here: ${code ?? message}.`,
      hint: 'Choose a folder that can be written to.',
    });
  }
}

function exists(paths: readonly string[]): NopropError {
  return new NopropError(
    paths.map((file) => ({
      code: 'export_exists',
      path: '',
      file,
      message: 'A free place or the same contents are wanted, but the file holds something else.',
      hint: 'Give another --output, or --force to replace it.',
    })),
  );
}
