import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createIdxDataset } from './idx-dataset';
import { inTemporaryFolder, rejectionOf, tinyArchive, writeTiny } from './testing-files';

const test = suite('createIdxDataset');
const names = 'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte';

test('describes the dataset without reading it', () => {
  const dataset = createIdxDataset(tinyArchive().archive, { root: '/nowhere' });
  assert.is(dataset.name, 'tiny');
  assert.equal(dataset.image, { height: 4, width: 5, channels: 1 });
  assert.is(dataset.classes, 3);
  assert.equal(dataset.classNames, ['a', 'b', 'c']);
  assert.is(dataset.count('train'), 3);
  assert.is(dataset.count('test'), 2);
});

test('searches NOPROP_DATA/<name>, NOPROP_DATA, the cache and the Debian folder, in this order', () =>
  inTemporaryFolder(async (folder) => {
    const places = ['data/tiny', 'data', 'cache/data/tiny', 'debian'].map((name) => join(folder, name));
    for (const place of places) {
      await mkdir(place, { recursive: true });
      await writeTiny(place, true);
    }
    const archive = { ...tinyArchive().archive, debian: join(folder, 'debian') };
    const environment = { NOPROP_DATA: join(folder, 'data'), NOPROP_CACHE: join(folder, 'cache') };
    const dataset = createIdxDataset(archive, { environment });
    for (const [i, origin] of ['folder', 'folder', 'cache', 'debian'].entries()) {
      const location = places[i] as string;
      assert.equal(await dataset.locate(), { origin, location });
      assert.equal([...(await dataset.load('train')).labels], [2, 0, 1]);
      await rm(join(location, 't10k-images-idx3-ubyte.gz'));
    }
  }));

test('refuses an incomplete root without searching elsewhere', () =>
  inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'data'));
    await writeTiny(join(folder, 'data'), true);
    const root = join(folder, 'mine');
    const dataset = createIdxDataset(tinyArchive().archive, {
      root,
      environment: { NOPROP_DATA: join(folder, 'data') },
    });
    const message = (missing: string) =>
      `root  No complete copy of tiny in ${root}; missing: ${missing}. Put the files there (each plain or as .gz), ` +
      'or remove root to use NOPROP_DATA, the cache or a download.  [dataset_missing]';
    assert.is(await rejectionOf(dataset.locate()), message(names));
    assert.is(await rejectionOf(dataset.load('test')), message(names));

    await mkdir(root);
    await writeTiny(root, false);
    await rm(join(root, 't10k-labels-idx1-ubyte'));
    assert.is(await rejectionOf(dataset.load('train')), message('t10k-labels-idx1-ubyte'));
  }));

test('refuses a corrupt file instead of searching elsewhere', () =>
  inTemporaryFolder(async (root) => {
    await writeTiny(root, false);
    const path = join(root, 'train-labels-idx1-ubyte');
    await writeFile(path, 'not IDX');
    const dataset = createIdxDataset(tinyArchive().archive, { root });
    assert.is(
      await rejectionOf(dataset.load('train')),
      `${path}: expected an IDX header of 8 bytes, got a file of 7 bytes. ` +
        'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]',
    );
  }));

test.run();
