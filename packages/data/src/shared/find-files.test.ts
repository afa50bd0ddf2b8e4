import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { archiveFiles } from './archive';
import { findFiles } from './find-files';
import { idxFile, inTemporaryFolder, tinyArchive, writeTiny } from './testing-files';

const test = suite('findFiles');
const { archive } = tinyArchive();
const find = (folder: string, anonymous?: true) =>
  findFiles(archive, { origin: 'folder', folder, ...(anonymous && { anonymous }) });

for (const packed of [true, false]) {
  test(`finds ${packed ? 'packed' : 'plain'} files`, () =>
    inTemporaryFolder(async (folder) => {
      await writeTiny(folder, packed);
      const found = await find(folder);
      assert.equal(found.missing, []);
      const ending = packed ? '.gz' : '';
      for (const file of archiveFiles(archive)) assert.is(found.path(file), join(folder, `${file.name}${ending}`));
    }));
}

test('reports missing files and does not count a folder as a file', () =>
  inTemporaryFolder(async (folder) => {
    await writeTiny(folder, true);
    const { images, labels } = archive.files.test;
    await rm(join(folder, `${images.name}.gz`));
    await rm(join(folder, `${labels.name}.gz`));
    await mkdir(join(folder, labels.name));
    assert.equal((await find(folder)).missing, [images, labels]);
  }));

test('reports every file as missing if the folder does not exist', async () => {
  assert.is((await find('/nowhere/at/all')).missing.length, 4);
});

test('rejects another dataset with the same file names in an anonymous folder', () =>
  inTemporaryFolder(async (folder) => {
    await writeTiny(folder, true);
    assert.is((await find(folder, true)).missing.length, 0);
    const labels = join(folder, 't10k-labels-idx1-ubyte');
    await rename(`${labels}.gz`, `${labels}.kept`);
    await writeFile(labels, idxFile([2], Uint8Array.of(2, 2)));
    assert.is((await find(folder, true)).missing.length, 4);
    assert.is((await find(folder)).missing.length, 0);
  }));

test.run();
