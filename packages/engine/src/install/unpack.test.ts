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

const test = suite('unpack');

const LIBRARY = 'tensorflow/libtensorflow_cc.so.2';

test('writes the members and nothing else, whatever the archive names', () =>
  inSandbox(async (sandbox) => {
    const evil = ['LICENSE', 'libtensorflow_cc.so.2', 'tensorflow/..evil', 'tensorflow/include/LICENSE/'];
    const strangers = evil.map((path) => ({ path, content: Buffer.from('evil') }));
    await unpack(sandbox, zipOf([...strangers, ...wheelEntries]));
    assert.equal(readdirSync(join(sandbox.folder, 'cache')).sort(), members.map(({ file }) => file).sort());
    assert.is(readFileSync(join(sandbox.folder, 'cache', 'LICENSE'), 'utf8'), 'the licence');
  }));

test('refuses an archive with a name that leads out of it', () =>
  inSandbox(async (sandbox) => {
    const stranger = (path: string) => ({ path, content: Buffer.from('evil') });
    const relative = 'it cannot be unpacked: invalid relative path: ../evil';
    await refuses(sandbox, zipOf([...wheelEntries, stranger('../evil')]), relative);
    assert.not(existsSync(join(sandbox.folder, 'evil')));
    const absolute = 'it cannot be unpacked: absolute path: /evil';
    await refuses(sandbox, zipOf([...wheelEntries, stranger('/evil')]), absolute);
  }));

test('refuses what is no archive', () =>
  inSandbox(async (sandbox) => {
    const page = Buffer.from('<html>'.repeat(100));
    const fault =
      'it cannot be unpacked: End of central directory record signature not found. ' +
      'Either not a zip file, or file is truncated';
    await refuses(sandbox, page, fault);
  }));

test('refuses a member of another size', () =>
  inSandbox((sandbox) =>
    refuses(
      sandbox,
      withLibrary({ content: Buffer.from('short') }),
      `${LIBRARY} has 5 bytes instead of ${library.length}`,
    ),
  ));

test('refuses a member of the right size with other content', () =>
  inSandbox((sandbox) => {
    const content = Buffer.alloc(library.length, 'x');
    const fault = `${LIBRARY} has the sha256 ${sha256(content)} instead of ${sha256(library)}`;
    return refuses(sandbox, withLibrary({ content }), fault);
  }));

test('refuses a member that is longer than the archive says, and stops writing it', () =>
  inSandbox((sandbox) => {
    const content = Buffer.alloc(library.length + 1, 'x');
    const entry = { content, claimedBytes: library.length };
    return refuses(sandbox, withLibrary(entry), `${LIBRARY} has more than ${library.length} bytes`);
  }));

test('refuses a member that is shorter than the archive says', () =>
  inSandbox((sandbox) => {
    const entry = { content: library, packed: deflateRawSync(library.subarray(1)) };
    const fault = `${LIBRARY} has ${library.length - 1} bytes instead of ${library.length}`;
    return refuses(sandbox, withLibrary(entry), fault);
  }));

test('refuses a member that cannot be inflated', () =>
  inSandbox((sandbox) => {
    const entry = { content: library, packed: Buffer.alloc(50, 0xff) };
    return refuses(sandbox, withLibrary(entry), 'it cannot be unpacked: invalid block type');
  }));

test('refuses a member whose packed bytes break off', () =>
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
  throw new Error('The archive was accepted.');
}

test.run();
