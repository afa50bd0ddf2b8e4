import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineDataset } from '@noprop/core';
import { createIdxDataset } from './shared/idx-dataset';
import { tinyArchive } from './shared/testing-files';
import { testDataset } from './testing';

// Files in MNIST's format keep the laws of datasets: here those of a tiny dataset of one's own.
const root = mkdtempSync(join(tmpdir(), 'noprop-data-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
const { archive, plain } = tinyArchive();
for (const [name, contents] of plain) writeFileSync(join(root, name), contents);

testDataset(
  defineDataset({
    name: 'example/tiny',
    summary: 'Three images.',
    needs: [],
    schema: { type: 'object', additionalProperties: false, properties: {} },
    build: () => createIdxDataset(archive, { root }),
  }),
);
