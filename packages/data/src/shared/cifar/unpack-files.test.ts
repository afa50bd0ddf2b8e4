import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, rejectionOf } from '../testing-files';
import { cifarFiles } from './archive';
import { packEntries, type TestEntry, type TinyCifar, tinyCifar } from './testing-cifar';
import { unpackFiles } from './unpack-files';

const test = suite('unpackFiles');
const hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.  [dataset_corrupt]';

/** The contents of all files, by name. */
async function unpackAll({ archive }: TinyCifar, path: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for await (const { file, contents } of unpackFiles(archive, path, cifarFiles(archive)))
    found.set(file.name, contents);
  return found;
}

/** Checks that unpacking these bytes fails with this message and writes nothing. */
const refusal = (packed: Uint8Array, expected: string, at = ''): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a.tar.gz');
    await writeFile(path, packed);
    assert.is(await rejectionOf(unpackAll(await tinyCifar(false), path)), `${path}${at}: ${expected} ${hint}`);
    assert.equal(await readdir(folder), ['a.tar.gz']);
  });

/** An archive of the three files, with another entry before or after them. */
const filesAnd = async (entry: TestEntry, last = false): Promise<Buffer> => {
  const { contents } = await tinyCifar(false);
  const files = [...contents].map(([name, bytes]) => ({ name: `tiny-bin/${name}`, contents: bytes }));
  return packEntries(last ? [...files, entry] : [entry, ...files]);
};

test('yields only the requested files, in the order of the entries', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    const path = join(folder, 'a.tar.gz');
    await writeFile(path, tiny.packed);
    const found = await unpackAll(tiny, path);
    assert.equal([...found.keys()], ['held.bin', 'two.bin', 'one.bin']);
    for (const [name, bytes] of tiny.contents) assert.equal([...(found.get(name) ?? [])], [...bytes]);
    const named: string[] = [];
    for await (const each of unpackFiles(tiny.archive, path, tiny.archive.files.test)) named.push(each.path);
    assert.equal(named, [`${path}, held.bin`]);
  }));

test('accepts entry names that start with ./', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    const entries = [...tiny.contents].map(([name, contents]) => ({ name: `./tiny-bin/${name}`, contents }));
    const path = join(folder, 'a.tar.gz');
    await writeFile(path, await packEntries([{ name: './', type: 'directory' }, ...entries]));
    assert.is((await unpackAll(tiny, path)).size, 3);
  }));

test('stops when the reader stops early', () =>
  inTemporaryFolder(async (folder) => {
    const tiny = await tinyCifar(false);
    const path = join(folder, 'a.tar.gz');
    await writeFile(path, tiny.packed);
    for await (const { file } of unpackFiles(tiny.archive, path, cifarFiles(tiny.archive))) {
      assert.is(file.name, 'held.bin');
      break;
    }
  }));

for (const name of [
  '../one.bin',
  '/etc/passwd',
  'tiny-bin/../one.bin',
  'tiny-bin/deep/one.bin',
  'other/one.bin',
  'x',
]) {
  test(`refuses a file at ${name}`, async () => {
    const what = `expected only files in tiny-bin/, got the entry ${JSON.stringify(name)}.`;
    await refusal(await filesAnd({ name, contents: Buffer.from('no') }), what);
    await refusal(await filesAnd({ name, contents: Buffer.from('no') }, true), what);
  });
}

for (const name of ['tiny-bin/..', 'tiny-bin/.']) {
  test(`refuses a file named ${name}`, async () =>
    refusal(await filesAnd({ name }), `expected only files in tiny-bin/, got the entry "${name}".`));
}

for (const type of ['symlink', 'link', 'fifo', 'character-device', 'directory'] as const) {
  test(`refuses a ${type} instead of a file`, async () => {
    const entry = { name: 'tiny-bin/one.bin', type, linkname: '/etc/passwd' };
    await refusal(
      await packEntries([entry]),
      `expected only files in tiny-bin/, got the entry "tiny-bin/one.bin", a ${type}.`,
    );
  });
}

test('refuses a duplicate file', async () => {
  const { contents } = await tinyCifar(false);
  const entry = { name: 'tiny-bin/one.bin', contents: contents.get('one.bin') as Uint8Array };
  await refusal(
    await filesAnd(entry, true),
    'expected only files in tiny-bin/, got the entry "tiny-bin/one.bin" twice.',
  );
});

test('refuses a long file that is not part of the dataset', async () =>
  refusal(
    await filesAnd({ name: 'tiny-bin/more.bin', contents: new Uint8Array(65_537) }),
    'expected only files in tiny-bin/, got the entry "tiny-bin/more.bin" of 65537 bytes.',
  ));

test('refuses an archive with more than 32 entries', async () => {
  const texts = Array.from({ length: 33 }, (_, i) => ({ name: `tiny-bin/${i}.txt` }));
  await refusal(await packEntries(texts), 'expected only files in tiny-bin/, got more than 32 entries.');
});

test('refuses a file of the wrong size before reading it', async () =>
  refusal(
    await packEntries([{ name: 'tiny-bin/one.bin', contents: new Uint8Array(1_000_000) }]),
    'expected 14 bytes (2 records of 7), got 1000000.',
    ', one.bin',
  ));

test('refuses an archive with missing files', async () => {
  const { contents } = await tinyCifar(false);
  const only = [{ name: 'tiny-bin/two.bin', contents: contents.get('two.bin') as Uint8Array }];
  await refusal(await packEntries(only), 'the archive is incomplete; missing: one.bin, held.bin.');
});

test('refuses truncated gzip, truncated tar, and files that are neither', async () => {
  const { packed } = await tinyCifar(false);
  const failure = (reason: string) => `expected a complete .tar.gz, got one that does not unpack (${reason}).`;
  await refusal(packed.subarray(0, packed.length - 30), failure('unexpected end of file'));
  await refusal(gzipSync(gunzipSync(packed).subarray(0, 1900)), failure('Unexpected end of data'));
  await refusal(Buffer.from('no archive'), failure('incorrect header check'));
  await refusal(
    gzipSync(Buffer.alloc(1024, 7)),
    failure('Invalid tar header. Maybe the tar is corrupted or it needs to be gunzipped?'),
  );
});

test('detects a flipped bit in the packed contents by the gzip checksum', async () => {
  const { packed } = await tinyCifar(false);
  const flipped = Buffer.from(packed);
  flipped[packed.length - 6] = (packed[packed.length - 6] as number) ^ 1;
  await refusal(flipped, 'expected a complete .tar.gz, got one that does not unpack (incorrect data check).');
});

test.run();
