import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rejectionOf } from '../testing-files';
import { goodFile, withDownload } from './testing-download';
import { sendBytes, sendFile } from './testing-server';

const test = suite('download');
const digest = sha256Hex(goodFile);
const flipped = Buffer.from(goodFile);
flipped[20_000] = (goodFile[20_000] as number) ^ 1;

test('downloads, verifies and names a file, and reports progress', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.equal(await scene.names(), ['images.gz']);
    assert.equal(scene.asked, [{ path: '/a', range: undefined }]);
    assert.is(scene.messages.at(-1), `images.gz: 0.04 of 0.04 MB from ${scene.origin}/a`);
  }));

test('does not download an existing file again', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    await scene.fetch();
    assert.is(scene.asked.length, 1);
  }));

test('detects a flipped bit and downloads the file again', () =>
  withDownload([sendFile(flipped), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.equal(
      scene.asked.map(({ range }) => range),
      [undefined, undefined],
    );
  }));

test('never gives the file name to wrong bytes', () =>
  withDownload([sendFile(flipped)], async (scene) => {
    assert.is(
      await rejectionOf(scene.fetch()),
      `Could not download images.gz (40000 bytes) in 3 attempts: ${scene.origin}/a sent a file with SHA-256 ` +
        `${sha256Hex(flipped)} instead of ${digest}. Check for a proxy that changes responses, or put the official ` +
        `file into ${dirname(scene.file)}.  [dataset_corrupt]`,
    );
    assert.equal(await scene.names(), []);
  }));

test('refuses a web page by its content type', () =>
  withDownload(
    [sendBytes(Buffer.from('<html>Log in</html>'), { 'content-type': 'text/html; charset=utf-8' })],
    async (scene) => {
      assert.is(
        await rejectionOf(scene.fetch()),
        `Could not download images.gz (40000 bytes) in 3 attempts: ${scene.origin}/a sent a web page (text/html; ` +
          'charset=utf-8) instead of data. Check for a proxy that changes responses, or put the official file into ' +
          `${dirname(scene.file)}.  [dataset_corrupt]`,
      );
      assert.equal(await scene.names(), []);
    },
  ));

test('refuses a web page declared as data, of the right length, by its digest', () =>
  withDownload([sendBytes(Buffer.alloc(goodFile.length, '<html>')), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
  }));

test('refuses a shorter file before reading its body', () =>
  withDownload([sendFile(goodFile.subarray(0, 39_999))], async (scene) => {
    assert.match(await rejectionOf(scene.fetch()), `${scene.origin}/a announced 39999 bytes instead of 40000. Check`);
    assert.equal(await scene.names(), []);
  }));

test('stops reading a file that is longer than expected', () =>
  withDownload(
    [(_, response) => void response.writeHead(200).end(Buffer.concat([goodFile, Buffer.alloc(1)]))],
    async (scene) => {
      assert.match(await rejectionOf(scene.fetch()), `${scene.origin}/a sent more than 40000 bytes. Check`);
      assert.equal(await scene.names(), []);
    },
  ));

test('retries after a server error', () =>
  withDownload([sendBytes(Buffer.from('busy'), {}, 500), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.is(scene.messages[0], `images.gz: ${scene.origin}/a answered 500 Internal Server Error`);
  }));

test('reports a persistent server error', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 503)], async (scene) => {
    assert.is(
      await rejectionOf(scene.fetch()),
      `Could not download images.gz (40000 bytes) in 3 attempts: ${scene.origin}/a answered 503 Service Unavailable. ` +
        `Try again (the partial download is kept), or put the file into ${dirname(scene.file)}.  ` +
        '[dataset_download_failed]',
    );
    assert.is(scene.asked.length, 3);
  }));

test('moves on to the next mirror if an address does not have the file', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 404), sendFile(goodFile)], async (scene) => {
    await scene.fetch(undefined, ['/a', '/b']);
    assert.equal(
      scene.asked.map(({ path }) => path),
      ['/a', '/b'],
    );
    assert.is(await scene.contents(), digest);
  }));

test('asks each address once if none has the file', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 403)], async (scene) => {
    assert.match(
      await rejectionOf(scene.fetch(undefined, ['/a', '/b'])),
      `in 2 attempts: ${scene.origin}/a answered 403 Forbidden; ${scene.origin}/b answered 403 Forbidden. Try again`,
    );
  }));

test('reports a cache that cannot be written', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await writeFile(dirname(scene.file), 'a file where the folder should be');
    assert.is(
      await rejectionOf(scene.fetch()),
      `Cannot write ${scene.file}: EEXIST: file already exists, mkdir '${dirname(scene.file)}'. ` +
        'Free some space, or choose another folder with NOPROP_CACHE.  [dataset_download_failed]',
    );
  }));

test.run();
