import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '@noprop/core/testing';
import * as assert from 'uvu/assert';
import { runCli } from './run-cli';

/** For tests: a pipeline of 96 images that trains in seconds on 28 x 28 digits. */
export const tinyPipelineOf = (training: string): string => `name: tiny
dataset: { uses: noprop/glyphs, with: { train: 96, test: 40 } }
embedding: { uses: noprop/one-hot }
schedule: { uses: noprop/cosine, with: { steps: 2 } }
blocks: { uses: noprop/conv-discrete, with: { channels: [2, 2, 2], hidden: 8, fusion: 4 } }
objective: { uses: noprop/noprop-dt }
optimizer: { uses: noprop/adam-w }
training: ${training}
evaluation: [{ uses: noprop/accuracy, with: { split: test, runs: 2 } }]
`;

export const tinyPipeline = tinyPipelineOf('{ batchSize: 20, epochs: 2 }');

/** A temporary folder for a test, with runs in `runs/`. */
export interface Workplace {
  readonly folder: string;
  /** Trains {@link tinyPipeline} with the real command and returns its run folder. */
  train(...extra: readonly string[]): string;
  remove(): Promise<void>;
}

/** For tests: creates a folder with the tiny pipeline. */
export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-trained-'));
  writeFileSync(join(folder, 'tiny.yaml'), tinyPipeline);
  const train = (...extra: readonly string[]): string => {
    const args = ['run', 'tiny.yaml', '--runs', 'runs', '--json', '--quiet', ...extra];
    const { code, stdout, stderr } = runCli(args, { cwd: folder });
    assert.is(code, 0, stderr);
    return (JSON.parse(stdout.trim().split('\n').at(-1) as string) as { run: string }).run;
  };
  return { folder, train, remove: () => removeFolder(folder) };
}
