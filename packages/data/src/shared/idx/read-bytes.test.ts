import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { readBytes } from './read-bytes';

const test = suite('readBytes');
const contents = Buffer.from('three small words, three small words');
const hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]';

const withFile = (name: string, bytes: Uint8Array, body: (path: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, name), bytes);
    await body(join(folder, name));
  });

for (const [kind, name, bytes] of [
  ['a plain file', 'file', contents],
  ['a gzip file', 'file.gz', gzipSync(contents)],
  ['a gzip file without .gz', 'file', gzipSync(contents)],
  ['a plain file with the extension .gz', 'file.gz', contents],
] as const) {
  test(`reads ${kind}`, () =>
    withFile(name, bytes, async (path) => {
      assert.is(Buffer.from(await readBytes(path, contents.length)).toString(), contents.toString());
    }));
}

test('returns a Uint8Array, not a Buffer, whose slices would share memory', () =>
  withFile('file', contents, async (path) => {
    assert.is((await readBytes(path, 100)).constructor, Uint8Array);
  }));

for (const [kind, bytes] of [
  ['a plain file', contents],
  ['a plain file much larger than the limit', Buffer.alloc(100_000)],
  ['a gzip file', gzipSync(contents)],
  ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000))],
] as const) {
  test(`refuses ${kind} whose contents exceed the limit`, () =>
    withFile('file', bytes, async (path) => {
      assert.is(
        await rejectionOf(readBytes(path, 35)),
        `${path}: expected at most 35 bytes of contents, got more. ${hint}`,
      );
    }));
}

test('refuses a truncated gzip file', () =>
  withFile('file.gz', gzipSync(contents).subarray(0, 20), async (path) => {
    assert.is(
      await rejectionOf(readBytes(path, 100)),
      `${path}: expected a complete gzip file, got 20 bytes that do not unpack (unexpected end of file). ${hint}`,
    );
  }));

test('never returns wrong contents from a gzip file with a flipped bit', () =>
  inTemporaryFolder(async (folder) => {
    const packed = gzipSync(contents);
    const path = join(folder, 'file.gz');
    let refused = 0;
    // Skip the ten header bytes: some of them, such as the time, do not affect the contents.
    for (let at = 10; at < packed.length; at++) {
      const flipped = Buffer.from(packed);
      flipped[at] = (packed[at] as number) ^ 0x10;
      await writeFile(path, flipped);
      const actual = await readBytes(path, 100).catch(() => undefined);
      if (actual === undefined) refused++;
      else assert.is(Buffer.from(actual).toString(), contents.toString(), `byte ${at}`);
    }
    assert.ok(refused >= packed.length - 12, `${refused} of ${packed.length - 10} refused`);
  }));

test.run();
