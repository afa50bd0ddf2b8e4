import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineDataset } from '@noprop/core';
import { createCifarDataset } from './shared/cifar/cifar-dataset';
import { tinyCifar } from './shared/cifar/testing-cifar';
import { createIdxDataset } from './shared/idx-dataset';
import { tinyArchive } from './shared/testing-files';
import { testDataset } from './testing';

// A tiny custom dataset in MNIST's format satisfies the dataset laws.
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

// So do tiny datasets in CIFAR's format, with and without superclasses, from a folder and from an archive.
const schema = { type: 'object', additionalProperties: false, properties: {} } as const;
async function testTinyCifar(): Promise<void> {
  for (const coarse of [false, true]) {
    const tiny = await tinyCifar(coarse);
    const folder = mkdtempSync(join(root, 'tiny-'));
    for (const [name, contents] of tiny.contents) writeFileSync(join(folder, name), contents);
    writeFileSync(join(folder, 'packed'), tiny.packed);
    for (const place of [folder, join(folder, 'packed')]) {
      testDataset(
        defineDataset({
          name: 'example/tiny',
          summary: 'Six images.',
          needs: [],
          schema,
          build: () => createCifarDataset(tiny.archive, { root: place }),
        }),
      );
    }
  }
}
void testTinyCifar();
