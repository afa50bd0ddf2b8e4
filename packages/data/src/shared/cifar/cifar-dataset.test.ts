import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { closedOrigin } from '../download/testing-server';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { createCifarDataset } from './cifar-dataset';
import { tinyCifar, writeContents, writeInto } from './testing-cifar';

const test = suite('createCifarDataset');

test('describes the dataset without reading it', async () => {
  const dataset = createCifarDataset((await tinyCifar(true)).archive, { root: '/nowhere' });
  assert.is(dataset.name, 'tiny');
  assert.equal(dataset.image, { height: 1, width: 2, channels: 3 });
  assert.is(dataset.classes, 3);
  assert.equal(dataset.classNames, ['a', 'b', 'c']);
  assert.equal([dataset.count('train'), dataset.count('test')], [4, 2]);
});

test('accepts as root a folder with the files, with their folder or with the archive, or the archive itself', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    await writeContents(tiny, join(folder, 'files'));
    await writeContents(tiny, join(folder, 'above', 'tiny-bin'));
    await writeInto(join(folder, 'packed', 'tiny-binary.tar.gz'), tiny.packed);
    await writeInto(join(folder, 'any-name'), tiny.packed);
    for (const [root, location] of [
      ['files', 'files'],
      ['above', 'above/tiny-bin'],
      ['packed', 'packed/tiny-binary.tar.gz'],
      ['any-name', 'any-name'],
    ] as const) {
      const dataset = createCifarDataset(tiny.archive, { root: join(folder, root) });
      const expected = { origin: 'folder', location: `${join(folder, location)} (official contents)` };
      assert.equal(await dataset.locate(), expected);
      assert.equal([...(await dataset.load('train')).labels], [2, 0, 1, 2]);
    }
  }));

test('searches NOPROP_DATA/<name>, NOPROP_DATA and the cache, in this order', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    const places = ['data/tiny', 'data/tiny-bin', 'cache/data/tiny/tiny-bin'].map((name) => join(folder, name));
    for (const place of places) await writeContents(tiny, place);
    const environment = { NOPROP_DATA: join(folder, 'data'), NOPROP_CACHE: join(folder, 'cache') };
    const dataset = createCifarDataset(tiny.archive, { environment });
    for (const [i, origin] of ['folder', 'folder', 'cache'].entries()) {
      assert.equal(await dataset.locate(), { origin, location: `${places[i]} (official contents)` });
      assert.equal([...(await dataset.load('test')).labels], [0, 1]);
      await rm(join(places[i] as string, 'held.bin'));
    }
  }));

test('ignores files directly in NOPROP_DATA, because their names are ambiguous', () =>
  inTemporaryFolder(async (folder) => {
    const origin = await closedOrigin();
    const tiny = await tinyCifar(false, [`${origin}/`]);
    await writeContents(tiny, folder);
    const dataset = createCifarDataset(tiny.archive, {
      environment: { NOPROP_DATA: folder, NOPROP_CACHE: '/nowhere' },
    });
    assert.is(
      await rejectionOf(dataset.locate()),
      `The dataset tiny was not found in ${join(folder, 'tiny')}, ${folder}, /nowhere/data/tiny, and cannot be ` +
        `downloaded: ${origin}/ cannot be reached (ECONNREFUSED). Connect to the network, or put one.bin, two.bin, ` +
        'held.bin (directly, in tiny-bin/ or as tiny-binary.tar.gz) into tiny/ under NOPROP_DATA or into the folder ' +
        'given by root.  [dataset_missing]',
    );
  }));

test('refuses an incomplete root without searching elsewhere', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    await writeContents(tiny, join(folder, 'data/tiny'));
    const root = join(folder, 'mine');
    const dataset = createCifarDataset(tiny.archive, { root, environment: { NOPROP_DATA: join(folder, 'data') } });
    const message = (missing: string) =>
      `root  No complete copy of tiny in ${root}; missing: ${missing}. Put the files there (directly, in tiny-bin/ ` +
      'or as tiny-binary.tar.gz), or remove root to use NOPROP_DATA, the cache or a download.  [dataset_missing]';
    assert.is(await rejectionOf(dataset.locate()), message('one.bin, two.bin, held.bin'));
    assert.is(await rejectionOf(dataset.load('test')), message('one.bin, two.bin, held.bin'));
    await writeContents(tiny, join(root, 'tiny-bin'));
    await rm(join(root, 'tiny-bin', 'two.bin'));
    assert.is(await rejectionOf(dataset.load('train')), message('two.bin'));
  }));

test('uses a known unofficial copy and an unknown copy, and notes both in the source', () =>
  inTemporaryFolder(async (root) => {
    const tiny = await tinyCifar(false);
    const [held, ...others] = tiny.archive.files.test;
    const digest = createHash('md5').update(new Uint8Array(14)).digest('hex');
    const rebuilt = { algorithm: 'md5', digest, note: 'a copy by hand' } as const;
    const known = held && { ...held, copies: [...held.copies, rebuilt] };
    const archive = { ...tiny.archive, files: { ...tiny.archive.files, test: known ? [known, ...others] : [] } };
    await writeContents(tiny, root);
    await writeFile(join(root, 'held.bin'), new Uint8Array(14));
    const dataset = createCifarDataset(archive, { root });
    const note = 'held.bin is a copy by hand';
    assert.equal(await dataset.locate(), { origin: 'folder', location: `${root} (${note})`, note });
    assert.equal([...(await dataset.load('test')).labels], [0, 0]);

    await writeFile(join(root, 'two.bin'), new Uint8Array(14));
    const both = 'two.bin is an unknown copy; held.bin is a copy by hand';
    assert.equal(await dataset.locate(), { origin: 'folder', location: `${root} (${both})`, note: both });
    assert.equal([...(await dataset.load('train')).labels], [2, 0, 0, 0]);
  }));

test('uses an archive that differs from the published one and notes it as unknown', () =>
  inTemporaryFolder(async (root) => {
    const { archive, packed } = await tinyCifar(false);
    const path = join(root, 'tiny-binary.tar.gz');
    await writeFile(path, gzipSync(gunzipSync(packed), { level: 1 }));
    const dataset = createCifarDataset(archive, { root });
    const note = 'tiny-binary.tar.gz is an unknown copy';
    assert.equal(await dataset.locate(), { origin: 'folder', location: `${path} (${note})`, note });
    assert.equal([...(await dataset.load('test')).labels], [0, 1]);
  }));

test.run();
