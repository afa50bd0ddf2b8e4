import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejectionOf } from '../testing-files';
import { goodFile, impatient, type Scene, withDownload } from './testing-download';
import { type Answer, sendBytes, sendFile } from './testing-server';

const test = suite('resumed download');
const digest = sha256Hex(goodFile);
const half = goodFile.length / 2;

/** Announces the whole file, sends half of it, waits until that has been written, then resets the connection. */
const breakOff =
  (part: () => string): Answer =>
  async (_, response) => {
    response.writeHead(200, { 'content-length': goodFile.length }).write(goodFile.subarray(0, half));
    while ((await sizeOf(part())) < half) await sleep(5);
    response.socket?.resetAndDestroy();
  };

/** Runs a test whose first answer breaks off halfway. */
function afterReset(answers: readonly Answer[], body: (scene: Scene) => Promise<void>): Promise<void> {
  let part = '';
  return withDownload([breakOff(() => part), ...answers], (scene) => {
    part = `${scene.file}.part`;
    return body(scene);
  });
}

test('requests only the rest after a connection reset', () =>
  afterReset([sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.equal(
      scene.asked.map(({ range }) => range),
      [undefined, `bytes=${half}-`],
    );
    assert.equal(await scene.names(), ['images.gz']);
  }));

test('gets the rest from another mirror', () =>
  afterReset([sendFile(goodFile)], async (scene) => {
    await scene.fetch(undefined, ['/a', '/b']);
    assert.equal(scene.asked, [
      { path: '/a', range: undefined },
      { path: '/b', range: `bytes=${half}-` },
    ]);
    assert.is(await scene.contents(), digest);
  }));

test('starts over if the server ignores the range', () =>
  afterReset([sendBytes(goodFile, { 'content-length': goodFile.length })], async (scene) => {
    await scene.fetch();
    assert.equal(
      scene.asked.map(({ range }) => range),
      [undefined, `bytes=${half}-`],
    );
    assert.is(await scene.contents(), digest);
  }));

test('starts over if the rest does not match', () =>
  afterReset([sendFile(Buffer.alloc(goodFile.length)), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.equal(
      scene.asked.map(({ range }) => range),
      [undefined, `bytes=${half}-`, undefined],
    );
    assert.is(await scene.contents(), digest);
  }));

test('refuses a range that it did not request', () =>
  afterReset(
    [sendBytes(goodFile, { 'content-range': 'bytes 0-39999/40000' }, 206), sendFile(goodFile)],
    async (scene) => {
      await scene.fetch();
      const range = 'was asked for bytes 20000-39999/40000 and sent the range bytes 0-39999/40000';
      assert.ok(scene.messages.includes(`images.gz: ${scene.origin}/a ${range}`), scene.messages.join('\n'));
      assert.is(await scene.contents(), digest);
    },
  ));

test('keeps the partial file for the next process', () =>
  afterReset([sendFile(goodFile)], async (scene) => {
    const message = await rejectionOf(scene.fetch({ ...impatient, attempts: 1 }));
    const failure = `Could not download images.gz (40000 bytes) in 1 attempt: ${scene.origin}/a failed (`;
    assert.match(message, failure);
    assert.match(message, '[dataset_download_failed]');
    assert.equal(await scene.names(), ['images.gz.part']);
    assert.is(sha256Hex(await readFile(`${scene.file}.part`)), sha256Hex(goodFile.subarray(0, half)));
    await scene.fetch();
    assert.is(scene.asked[1]?.range, `bytes=${half}-`);
    assert.is(await scene.contents(), digest);
  }));

test('resumes after a body that ends early without an error', () =>
  withDownload(
    [sendBytes(goodFile.subarray(0, 100), { 'transfer-encoding': 'chunked' }), sendFile(goodFile)],
    async (scene) => {
      await scene.fetch();
      assert.ok(
        scene.messages.includes(`images.gz: ${scene.origin}/a stopped after 100 of 40000 bytes`),
        scene.messages.join('\n'),
      );
      assert.is(scene.asked[1]?.range, 'bytes=100-');
      assert.is(await scene.contents(), digest);
    },
  ));

test('retries when a server stops sending', () =>
  withDownload([(_, response) => void response.writeHead(200).write('x'), sendFile(goodFile)], async (scene) => {
    await scene.fetch({ ...impatient, patience: 200 });
    assert.ok(
      scene.messages.includes(`images.gz: ${scene.origin}/a sent nothing for 0.2 s`),
      scene.messages.join('\n'),
    );
    assert.is(scene.asked[1]?.range, 'bytes=1-');
  }));

for (const [left, range] of [
  [goodFile.length + 1, undefined],
  [goodFile.length - 1, 'bytes=39999-'],
] as const) {
  test(`with a partial file of ${left} bytes requests ${range ?? 'the whole file'}`, () =>
    withDownload([sendFile(goodFile)], async (scene) => {
      await mkdir(dirname(scene.file));
      await writeFile(`${scene.file}.part`, Buffer.concat([goodFile, Buffer.alloc(1)]).subarray(0, left));
      await scene.fetch();
      assert.equal(
        scene.asked.map((asked) => asked.range),
        [range],
      );
      assert.is(await scene.contents(), digest);
    }));
}

test('verifies a complete partial file without a request', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await mkdir(dirname(scene.file));
    await writeFile(`${scene.file}.part`, goodFile);
    await scene.fetch();
    assert.is(scene.asked.length, 0);
    assert.equal(await scene.names(), ['images.gz']);
  }));

test.run();

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
