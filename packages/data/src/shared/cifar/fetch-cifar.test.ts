import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Answer, closedOrigin, sendBytes, sendFile, withServer } from '../download/testing-server';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { createCifarDataset } from './cifar-dataset';
import { packEntries, type TinyCifar, tinyCifar, writeInto } from './testing-cifar';

const test = suite('createCifarDataset, downloading');

interface Scene {
  readonly tiny: TinyCifar;
  readonly url: string;
  readonly cache: string;
  readonly asked: readonly { readonly path: string; readonly range: string | undefined }[];
}

/** Runs a test against a server that gives these answers, and an empty cache. */
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

test('locating asks whether the address answers, and fetches nothing', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      assert.equal(await datasetOf(scene).locate(), { origin: 'download', location: scene.url });
      assert.equal(await readdir(scene.cache), []);
    },
  ));

test('loading fetches the archive once and leaves its files in the cache', () =>
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

test('what an earlier process got of the archive is not fetched again', () =>
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

test('loads at the same time share one download', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const splits = await Promise.all([1, 2, 3].map(() => datasetOf(scene).load('test')));
      for (const split of splits) assert.equal([...split.labels], [0, 1]);
      assert.is(scene.asked.length, 1);
    },
  ));

test('an archive put into the cache by hand is unpacked without asking anyone', () =>
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

test('other bytes than the published ones are refused, and nothing is left of them', () =>
  withCache(
    (packed) => [sendFile(Buffer.alloc(packed.length, 1))],
    async (scene) => {
      // As many attempts as a download makes, within a test's patience.
      const message = await rejectionOf(datasetOf(scene).load('test'));
      const { bytes, sha256 } = scene.tiny.archive.packed;
      const folder = join(scene.cache, 'data', 'tiny');
      assert.match(
        message,
        `tiny-binary.tar.gz (${bytes} bytes) could not be downloaded in 6 attempts: ${scene.url} sent contents with the ` +
          'SHA-256 ',
      );
      assert.match(
        message,
        ` instead of ${sha256}. Look for a proxy that changes answers, or put the official file into ${folder}.  ` +
          '[dataset_corrupt]',
      );
      assert.equal(await present(join(folder, 'tiny-bin')), []);
      await access(join(folder, 'tiny-binary.tar.gz')).then(
        () => assert.unreachable(),
        () => undefined,
      );
    },
  ));

test('an archive in the cache that reaches outside writes nothing', () =>
  withCache(
    (packed) => [sendFile(packed)],
    async (scene) => {
      const folder = join(scene.cache, 'data', 'tiny');
      const path = join(folder, 'tiny-binary.tar.gz');
      await writeInto(path, await packEntries([{ name: '../../one.bin', contents: Buffer.from('no') }]));
      assert.is(
        await rejectionOf(datasetOf(scene).load('test')),
        `${path}: wanted only files in tiny-bin/, found the entry "../../one.bin". ` +
          'Replace it by the official file, or remove it if it may be downloaded.  [dataset_corrupt]',
      );
      assert.equal(await readdir(scene.cache), ['data']);
      assert.equal(await present(join(folder, 'tiny-bin')), []);
    },
  ));

test('data that are nowhere while no address answers are missing', () =>
  withCache(
    () => [sendBytes(Buffer.alloc(0), {}, 404)],
    async ({ url, cache }) => {
      const closed = `${await closedOrigin()}/tiny-binary.tar.gz`;
      const { archive } = await tinyCifar(false, [url, closed]);
      assert.is(
        await rejectionOf(createCifarDataset(archive, { environment: { NOPROP_CACHE: cache } }).locate()),
        'The dataset tiny (one.bin, two.bin, held.bin, as files there or in tiny-bin/, or as tiny-binary.tar.gz) is in ' +
          `none of ${join(cache, 'data', 'tiny')}, and cannot be downloaded: ${url} answered 404 Not Found; ` +
          `${closed} cannot be reached (ECONNREFUSED). ` +
          'Point NOPROP_DATA to a folder that holds tiny/, set its option root, or connect to the network.  [dataset_missing]',
      );
    },
  ));

test.run();
