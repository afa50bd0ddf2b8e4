import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Answer, closedOrigin, sendBytes, sendFile, withServer } from '../download/testing-server';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { createCifarDataset } from './cifar-dataset';
import { packEntries, type TinyCifar, tinyCifar, writeInto } from './testing-cifar';

const test = suite('createCifarDataset downloads');

interface Scene {
  readonly tiny: TinyCifar;
  readonly url: string;
  readonly cache: string;
  readonly asked: readonly { readonly path: string; readonly range: string | undefined }[];
}

/** Runs a test with a server that gives these answers and an empty cache. */
const withCache = (answers: (packed: Buffer) => readonly Answer[], body: (scene: Scene) => Promise<void>) =>
  inTemporaryFolder(async (cache) => {
    const { packed } = await tinyCifar(true);
    await withServer(answers(packed), async ({ origin, asked }) => {
      const url = `${origin}/tiny-binary.tar.gz`;
      await body({ tiny: await tinyCifar(true, [url]), url, cache, asked });
    });
  });

const datasetOf = ({ tiny, cache }: Scene) =>
  createCifarDataset(tiny.archive, { environment: { NOPROP_CACHE: cache } });

const present = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !name.endsWith('.lock')).sort();

test('locate checks the address and downloads nothing', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      assert.equal(await datasetOf(scene).locate(), { origin: 'download', location: scene.url });
      assert.equal(await readdir(scene.cache), []);
    },
  ));

test('load downloads the archive once and leaves its files in the cache', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const messages: string[] = [];
      const split = await datasetOf(scene).load('train', (message) => messages.push(message));
      assert.equal([...split.labels], [2, 0, 1, 2]);
      assert.equal([...(split.coarseLabels ?? [])], [1, 1, 0, 1]);
      assert.equal(messages, [
        `tiny-binary.tar.gz: 0.00 of 0.00 MB from ${scene.url}`,
        'tiny-binary.tar.gz: unpacking',
      ]);
      const folder = join(scene.cache, 'data', 'tiny');
      assert.equal(await present(folder), ['tiny-bin']);
      assert.equal(await present(join(folder, 'tiny-bin')), ['held.bin', 'one.bin', 'two.bin']);
      assert.equal([...(await datasetOf(scene).load('test')).labels], [0, 1]);
      assert.is(scene.asked.length, 1);
      const location = `${join(folder, 'tiny-bin')} (official contents)`;
      assert.equal(await datasetOf(scene).locate(), { origin: 'cache', location });
    },
  ));

test('resumes the partial download of an earlier process', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const part = join(scene.cache, 'data', 'tiny', 'tiny-binary.tar.gz.part');
      await writeInto(part, scene.tiny.packed.subarray(0, 100));
      assert.equal([...(await datasetOf(scene).load('test')).labels], [0, 1]);
      assert.equal(
        scene.asked.map(({ range }) => range),
        ['bytes=100-'],
      );
    },
  ));

test('shares one download among parallel loads', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const splits = await Promise.all([1, 2, 3].map(() => datasetOf(scene).load('test')));
      for (const split of splits) assert.equal([...split.labels], [0, 1]);
      assert.is(scene.asked.length, 1);
    },
  ));

test('unpacks an archive that is already in the cache without a request', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const folder = join(scene.cache, 'data', 'tiny');
      const path = join(folder, 'tiny-binary.tar.gz');
      await writeInto(path, scene.tiny.packed);
      assert.equal(await datasetOf(scene).locate(), { origin: 'cache', location: `${path} (official contents)` });
      assert.equal([...(await datasetOf(scene).load('test')).labels], [0, 1]);
      assert.equal(await present(folder), ['tiny-bin']);
      assert.is(scene.asked.length, 0);
    },
  ));

test('refuses an archive with unpublished contents and leaves nothing behind', () =>
  withCache(
    (packed) => [sendFile(Buffer.alloc(packed.length, 1))],
    async (scene) => {
      const message = await rejectionOf(datasetOf(scene).load('test'));
      const { bytes, sha256 } = scene.tiny.archive.packed;
      const folder = join(scene.cache, 'data', 'tiny');
      assert.match(
        message,
        `Could not download tiny-binary.tar.gz (${bytes} bytes) in 6 attempts: ${scene.url} sent a file with SHA-256 `,
      );
      assert.match(
        message,
        ` instead of ${sha256}. Check for a proxy that changes responses, or put the official file into ` +
          `${folder}.  [dataset_corrupt]`,
      );
      assert.equal(await present(join(folder, 'tiny-bin')), []);
      await access(join(folder, 'tiny-binary.tar.gz')).then(
        () => assert.unreachable(),
        () => undefined,
      );
    },
  ));

test('writes nothing for an archive whose entries escape the folder', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const folder = join(scene.cache, 'data', 'tiny');
      const path = join(folder, 'tiny-binary.tar.gz');
      await writeInto(path, await packEntries([{ name: '../../one.bin', contents: Buffer.from('no') }]));
      assert.is(
        await rejectionOf(datasetOf(scene).load('test')),
        `${path}: expected only files in tiny-bin/, got the entry "../../one.bin". ` +
          'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]',
      );
      assert.equal(await readdir(scene.cache), ['data']);
      assert.equal(await present(join(folder, 'tiny-bin')), []);
    },
  ));

test('reports a dataset that is nowhere and cannot be downloaded', () =>
  withCache(
    () => [sendBytes(Buffer.alloc(0), {}, 404)],
    async ({ url, cache }) => {
      const closed = `${await closedOrigin()}/tiny-binary.tar.gz`;
      const { archive } = await tinyCifar(false, [url, closed]);
      assert.is(
        await rejectionOf(createCifarDataset(archive, { environment: { NOPROP_CACHE: cache } }).locate()),
        `The dataset tiny was not found in ${join(cache, 'data', 'tiny')}, and cannot be downloaded: ` +
          `${url} answered 404 Not Found; ${closed} cannot be reached (ECONNREFUSED). ` +
          'Connect to the network, or put one.bin, two.bin, held.bin (directly, in tiny-bin/ or as ' +
          'tiny-binary.tar.gz) into tiny/ under NOPROP_DATA or into the folder given by root.  [dataset_missing]',
      );
    },
  ));

test.run();
