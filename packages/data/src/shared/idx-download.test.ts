import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Answer,
  closedOrigin,
  sendBytes,
  sendFile,
  type TestingServer,
  withServer,
} from './download/testing-server';
import { createIdxDataset } from './idx-dataset';
import { inTemporaryFolder, rejectionOf, tinyArchive } from './testing-files';

const test = suite('createIdxDataset downloads');

/** Sends the file of the tiny dataset at the requested address. */
const sendTiny: Answer = (request, response) => {
  const contents = tinyArchive().plain.get((request.url ?? '').replace(/^\/tiny\/(.*)\.gz$/, '$1'));
  const answer = contents === undefined ? sendBytes(Buffer.alloc(0), {}, 404) : sendFile(gzipSync(contents));
  return answer(request, response);
};

const withCache = (answer: Answer, body: (server: TestingServer, cache: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder((cache) => withServer([answer], (server) => body(server, cache)));

const datasetOf = (mirrors: readonly string[], cache: string) =>
  createIdxDataset(tinyArchive(mirrors).archive, { environment: { NOPROP_CACHE: cache } });

test('locate checks the addresses and downloads nothing', () =>
  withCache(sendTiny, async ({ origin, asked }, cache) => {
    const mirrors = [`${origin}/old/`, `${origin}/tiny/`];
    assert.equal(await datasetOf(mirrors, cache).locate(), { origin: 'download', location: `${origin}/tiny/` });
    assert.equal(
      asked.map(({ path }) => path),
      ['/old/t10k-labels-idx1-ubyte.gz', '/tiny/t10k-labels-idx1-ubyte.gz'],
    );
  }));

test('load downloads the files of the split into the cache once', () =>
  withCache(sendTiny, async ({ origin, asked }, cache) => {
    const dataset = datasetOf([`${origin}/tiny/`], cache);
    const messages: string[] = [];
    const split = await dataset.load('test', (message) => messages.push(message));
    assert.equal([...split.labels], [1, 2]);
    assert.equal([...split.images.subarray(0, 2)], [255, 254]);
    assert.is(messages[0], `t10k-images-idx3-ubyte.gz: 0.00 of 0.00 MB from ${origin}/tiny/t10k-images-idx3-ubyte.gz`);
    await dataset.load('test');
    assert.equal(
      asked.map(({ path }) => path),
      ['/tiny/t10k-images-idx3-ubyte.gz', '/tiny/t10k-labels-idx1-ubyte.gz'],
    );

    await dataset.load('train');
    assert.is(asked.length, 4);
    assert.equal(await dataset.locate(), { origin: 'cache', location: join(cache, 'data', 'tiny') });
  }));

test('reports a dataset that is nowhere and cannot be downloaded', () =>
  withCache(sendTiny, async ({ origin }, cache) => {
    const closed = await closedOrigin();
    const mirrors = [`${origin}/old/`, `${closed}/`];
    assert.is(
      await rejectionOf(datasetOf(mirrors, cache).locate()),
      `The dataset tiny was not found in ${join(cache, 'data', 'tiny')}, and cannot be downloaded: ` +
        `${origin}/old/t10k-labels-idx1-ubyte.gz answered 404 Not Found; ` +
        `${closed}/t10k-labels-idx1-ubyte.gz cannot be reached (ECONNREFUSED). ` +
        'Connect to the network, or put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, ' +
        't10k-labels-idx1-ubyte (each plain or as .gz) into tiny/ under NOPROP_DATA or into the folder given by root.' +
        '  [dataset_missing]',
    );
  }));

test.run();
