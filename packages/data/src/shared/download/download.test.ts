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

test('fetches, verifies and names a file, and says how far it is', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.equal(await scene.names(), ['images.gz']);
    assert.equal(scene.asked, [{ path: '/a', range: undefined }]);
    assert.is(scene.messages.at(-1), `images.gz: 0.04 of 0.04 MB from ${scene.origin}/a`);
  }));

test('a file that is there is not asked for again', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    await scene.fetch();
    assert.is(scene.asked.length, 1);
  }));

test('a flipped bit is found, thrown away and fetched anew', () =>
  withDownload([sendFile(flipped), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.equal(
      scene.asked.map(({ range }) => range),
      [undefined, undefined],
    );
  }));

test('bytes that stay wrong never get the name', () =>
  withDownload([sendFile(flipped)], async (scene) => {
    assert.is(
      await rejectionOf(scene.fetch()),
      `images.gz (40000 bytes) could not be downloaded in 3 attempts: ${scene.origin}/a sent contents with the SHA-256 ` +
        `${sha256Hex(flipped)} instead of ${digest}. Look for a proxy that changes answers, or put the official file into ` +
        `${dirname(scene.file)}.  [dataset_corrupt]`,
    );
    assert.equal(await scene.names(), []);
  }));

test('a page instead of data is refused by its type', () =>
  withDownload(
    [sendBytes(Buffer.from('<html>Log in</html>'), { 'content-type': 'text/html; charset=utf-8' })],
    async (scene) => {
      assert.is(
        await rejectionOf(scene.fetch()),
        `images.gz (40000 bytes) could not be downloaded in 3 attempts: ${scene.origin}/a answered a page (text/html; ` +
          'charset=utf-8) instead of data. Look for a proxy that changes answers, or put the official file into ' +
          `${dirname(scene.file)}.  [dataset_corrupt]`,
      );
      assert.equal(await scene.names(), []);
    },
  ));

test('a page that calls itself data, of the right length, is refused by its digest', () =>
  withDownload([sendBytes(Buffer.alloc(goodFile.length, '<html>')), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
  }));

test('a shorter file is refused before its body', () =>
  withDownload([sendFile(goodFile.subarray(0, 39_999))], async (scene) => {
    assert.match(await rejectionOf(scene.fetch()), `${scene.origin}/a announced 39999 bytes instead of 40000. Look`);
    assert.equal(await scene.names(), []);
  }));

test('a longer file of unannounced length is cut off', () =>
  withDownload(
    [(_, response) => void response.writeHead(200).end(Buffer.concat([goodFile, Buffer.alloc(1)]))],
    async (scene) => {
      assert.match(await rejectionOf(scene.fetch()), `${scene.origin}/a sent more than 40000 bytes. Look`);
      assert.equal(await scene.names(), []);
    },
  ));

test('an error of the server is tried again', () =>
  withDownload([sendBytes(Buffer.from('busy'), {}, 500), sendFile(goodFile)], async (scene) => {
    await scene.fetch();
    assert.is(await scene.contents(), digest);
    assert.is(scene.messages[0], `images.gz: ${scene.origin}/a answered 500 Internal Server Error`);
  }));

test('an error that stays is reported', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 503)], async (scene) => {
    assert.is(
      await rejectionOf(scene.fetch()),
      `images.gz (40000 bytes) could not be downloaded in 3 attempts: ${scene.origin}/a answered 503 Service Unavailable. ` +
        `Try again (what has arrived is kept), or put the file into ${dirname(scene.file)}.  [dataset_download_failed]`,
    );
    assert.is(scene.asked.length, 3);
  }));

test('an address that does not know the file is not asked twice; the next mirror is', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 404), sendFile(goodFile)], async (scene) => {
    await scene.fetch(undefined, ['/a', '/b']);
    assert.equal(
      scene.asked.map(({ path }) => path),
      ['/a', '/b'],
    );
    assert.is(await scene.contents(), digest);
  }));

test('when no address knows the file, every one has been asked once', () =>
  withDownload([sendBytes(Buffer.alloc(0), {}, 403)], async (scene) => {
    assert.match(
      await rejectionOf(scene.fetch(undefined, ['/a', '/b'])),
      `in 2 attempts: ${scene.origin}/a answered 403 Forbidden; ${scene.origin}/b answered 403 Forbidden. Try again`,
    );
  }));

test('a cache that cannot be written to is named', () =>
  withDownload([sendFile(goodFile)], async (scene) => {
    await writeFile(dirname(scene.file), 'a file where the folder should be');
    assert.is(
      await rejectionOf(scene.fetch()),
      `${scene.file} could not be stored: EEXIST: file already exists, mkdir '${dirname(scene.file)}'. ` +
        'Free some space, or choose another folder with NOPROP_CACHE.  [dataset_download_failed]',
    );
  }));

test.run();
