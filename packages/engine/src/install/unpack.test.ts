import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inSandbox, type Sandbox } from './fixtures/sandbox';
import { download, library, members, sha256, wheelEntries, type ZipEntry, zipOf } from './fixtures/wheel';
import { PhaseProgress } from './progress';
import { unpackWheel } from './unpack';

const test = suite('wheel unpacking');

const LIBRARY = 'tensorflow/libtensorflow_cc.so.2';

test('writes only the listed members, whatever else the archive contains', () =>
  inSandbox(async (sandbox) => {
    const evil = ['LICENSE', 'libtensorflow_cc.so.2', 'tensorflow/..evil', 'tensorflow/include/LICENSE/'];
    const strangers = evil.map((path) => ({ path, content: Buffer.from('evil') }));
    await unpack(sandbox, zipOf([...strangers, ...wheelEntries]));
    assert.equal(readdirSync(join(sandbox.folder, 'cache')).sort(), members.map(({ file }) => file).sort());
    assert.is(readFileSync(join(sandbox.folder, 'cache', 'LICENSE'), 'utf8'), 'the license');
  }));

test('refuses an archive with a path outside it', () =>
  inSandbox(async (sandbox) => {
    const stranger = (path: string) => ({ path, content: Buffer.from('evil') });
    const relative = 'it cannot be unpacked: invalid relative path: ../evil';
    await refuses(sandbox, zipOf([...wheelEntries, stranger('../evil')]), relative);
    assert.not(existsSync(join(sandbox.folder, 'evil')));
    const absolute = 'it cannot be unpacked: absolute path: /evil';
    await refuses(sandbox, zipOf([...wheelEntries, stranger('/evil')]), absolute);
  }));

test('refuses a file that is not an archive', () =>
  inSandbox(async (sandbox) => {
    const page = Buffer.from('<html>'.repeat(100));
    const fault =
      'it cannot be unpacked: End of central directory record signature not found. ' +
      'Either not a zip file, or file is truncated';
    await refuses(sandbox, page, fault);
  }));

test('refuses a member of the wrong size', () =>
  inSandbox((sandbox) =>
    refuses(
      sandbox,
      withLibrary({ content: Buffer.from('short') }),
      `expected ${library.length} bytes in ${LIBRARY}, got 5`,
    ),
  ));

test('refuses a member of the right size with the wrong content', () =>
  inSandbox((sandbox) => {
    const content = Buffer.alloc(library.length, 'x');
    const fault = `expected sha256 ${sha256(library)} for ${LIBRARY}, got ${sha256(content)}`;
    return refuses(sandbox, withLibrary({ content }), fault);
  }));

test('refuses a member longer than the archive claims, and stops writing it', () =>
  inSandbox((sandbox) => {
    const content = Buffer.alloc(library.length + 1, 'x');
    const entry = { content, claimedBytes: library.length };
    return refuses(sandbox, withLibrary(entry), `expected ${library.length} bytes in ${LIBRARY}, got more`);
  }));

test('refuses a member shorter than the archive claims', () =>
  inSandbox((sandbox) => {
    const entry = { content: library, packed: deflateRawSync(library.subarray(1)) };
    const fault = `expected ${library.length} bytes in ${LIBRARY}, got ${library.length - 1}`;
    return refuses(sandbox, withLibrary(entry), fault);
  }));

test('refuses a member that cannot be inflated', () =>
  inSandbox((sandbox) => {
    const entry = { content: library, packed: Buffer.alloc(50, 0xff) };
    return refuses(sandbox, withLibrary(entry), 'it cannot be unpacked: invalid block type');
  }));

test('refuses a member with truncated packed bytes', () =>
  inSandbox((sandbox) => {
    const entry = { content: library, packed: deflateRawSync(library).subarray(0, -20) };
    return refuses(sandbox, withLibrary(entry), 'it cannot be unpacked: unexpected end of file');
  }));

/** The good wheel with another libtensorflow_cc. */
function withLibrary(entry: Omit<ZipEntry, 'path'>): Buffer {
  return zipOf(wheelEntries.map((each) => (each.path === LIBRARY ? { path: LIBRARY, ...entry } : each)));
}

async function unpack({ folder }: Sandbox, archive: Buffer): Promise<void> {
  const [wheel, into] = [join(folder, 'test.whl'), join(folder, 'cache')];
  writeFileSync(wheel, archive);
  mkdirSync(into, { recursive: true });
  await unpackWheel(wheel, download, into, new PhaseProgress('unpack', 1, undefined), undefined);
}

async function refuses(sandbox: Sandbox, archive: Buffer, fault: string): Promise<void> {
  try {
    await unpack(sandbox, archive);
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    assert.is(error.issues[0]?.code, 'engine_corrupt_download');
    assert.is(error.issues[0]?.message, `The download ${download.wheel} is corrupt: ${fault}.`);
    return;
  }
  throw new Error('Expected the archive to be refused.');
}

test.run();
