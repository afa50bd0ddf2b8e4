import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { readBytes } from './read-bytes';

const test = suite('readBytes');
const contents = Buffer.from('three small words, three small words');
const hint = 'Replace it by the official file, or remove it if it may be downloaded.  [dataset_corrupt]';

const withFile = (name: string, bytes: Uint8Array, body: (path: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, name), bytes);
    await body(join(folder, name));
  });

for (const [kind, name, bytes] of [
  ['a plain file', 'file', contents],
  ['a gzip file', 'file.gz', gzipSync(contents)],
  ['a gzip file without .gz', 'file', gzipSync(contents)],
  ['a plain file named .gz', 'file.gz', contents],
] as const) {
  test(`reads ${kind}`, () =>
    withFile(name, bytes, async (path) => {
      assert.is(Buffer.from(await readBytes(path, contents.length)).toString(), contents.toString());
    }));
}

test('returns bytes and no Buffer, whose slice would share memory', () =>
  withFile('file', contents, async (path) => {
    assert.is((await readBytes(path, 100)).constructor, Uint8Array);
  }));

for (const [kind, bytes] of [
  ['a plain file', contents],
  ['a plain file of many times the limit', Buffer.alloc(100_000)],
  ['a gzip file', gzipSync(contents)],
  ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000))],
] as const) {
  test(`refuses ${kind} with more contents than the limit`, () =>
    withFile('file', bytes, async (path) => {
      assert.is(
        await rejectionOf(readBytes(path, 35)),
        `${path}: wanted at most 35 bytes of contents, found more. ${hint}`,
      );
    }));
}

test('refuses a gzip file that breaks off', () =>
  withFile('file.gz', gzipSync(contents).subarray(0, 20), async (path) => {
    assert.is(
      await rejectionOf(readBytes(path, 100)),
      `${path}: wanted a whole gzip file, found 20 bytes that do not unpack (unexpected end of file). ${hint}`,
    );
  }));

test('refuses a gzip file with any bit of its contents or checksum flipped', () =>
  inTemporaryFolder(async (folder) => {
    const packed = gzipSync(contents);
    const path = join(folder, 'file.gz');
    let refused = 0;
    // The first ten bytes are a header, whose time and system nobody reads.
    for (let at = 10; at < packed.length; at++) {
      const flipped = Buffer.from(packed);
      flipped[at] = (packed[at] as number) ^ 0x10;
      await writeFile(path, flipped);
      const found = await readBytes(path, 100).catch(() => undefined);
      if (found === undefined) refused++;
      else assert.is(Buffer.from(found).toString(), contents.toString(), `byte ${at}`);
    }
    assert.ok(refused >= packed.length - 12, `${refused} of ${packed.length - 10} refused`);
  }));

test.run();
