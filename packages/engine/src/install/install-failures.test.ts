import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addPip, goodPip, inSandbox, type Sandbox } from './fixtures/sandbox';
import { sha256, wheel } from './fixtures/wheel';
import { type InstallOptions, installEngine } from './install';

const test = suite('install failures');

const AGAIN = 'Nothing was installed. Run the command again.';
const MIRROR = `${AGAIN} If it keeps failing, a proxy or mirror may be altering the file.`;
const ROOM = 'Free some space, or set NOPROP_CACHE to a folder on a larger disk.';

test('reports a download that breaks off', () =>
  inSandbox(async (sandbox) => {
    addPip(
      sandbox,
      `fs.writeFileSync(temporary + '/part', 'half');
       console.log('  Downloading https://user:secret@mirror.example.org/a/b.whl (274 MB)');
       console.log('ERROR: Exception:\\nTraceback (most recent call last):');
       console.log("ReadTimeoutError: HTTPSConnectionPool(host='mirror.example.org', port=443): Read timed out.");
       process.exit(2);`,
    );
    await fails(
      sandbox,
      'Downloading tensorflow-test 2.21.0 failed: pip exited with code 2 (ReadTimeoutError: HTTPSConnectionPool(' +
        `host='<host>', port=443): Read timed out). ${AGAIN}  [engine_download_failed]`,
    );
  }));

test('reports a killed pip', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 1000);");
    const message = 'Downloading tensorflow-test 2.21.0 failed: pip was killed by SIGKILL.';
    await fails(sandbox, `${message} ${AGAIN}  [engine_download_failed]`);
  }));

test('reports a pip that succeeds without a wheel', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, "fs.writeFileSync(wheel + '.metadata', 'x');");
    await fails(
      sandbox,
      'Downloading tensorflow-test 2.21.0 failed: pip reported success but left no ' +
        `tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl. ${AGAIN}  [engine_download_failed]`,
    );
  }));

test('refuses a truncated wheel', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, 'fs.writeFileSync(wheel, fs.readFileSync(good).subarray(0, 100));');
    await fails(
      sandbox,
      'The download tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl is corrupt: ' +
        `expected ${wheel.length} bytes, got 100. ${MIRROR}  [engine_corrupt_download]`,
    );
  }));

test('refuses a wheel with one wrong bit', () =>
  inSandbox(async (sandbox) => {
    const wrong = Buffer.from(wheel);
    wrong[70] = (wrong[70] as number) ^ 1;
    writeFileSync(join(sandbox.folder, 'good.whl'), wrong);
    addPip(sandbox, goodPip);
    await fails(
      sandbox,
      'The download tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl is corrupt: ' +
        `expected sha256 ${sha256(wheel)}, got ${sha256(wrong)}. ${MIRROR}  [engine_corrupt_download]`,
    );
  }));

test('refuses a wheel that lacks a file', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const { target } = sandbox;
    const extra = { path: 'tensorflow/NOTICE', file: 'NOTICE', bytes: 1, sha256: sha256(Buffer.from('x')) };
    const download = { ...target.download, members: [...target.download.members, extra] };
    await fails(
      { ...sandbox, target: { ...target, download } },
      'The download tensorflow_test-2.21.0-cp311-cp311-test_1_0_x86_64.whl is corrupt: ' +
        `it does not contain tensorflow/NOTICE. ${MIRROR}  [engine_corrupt_download]`,
    );
  }));

test('reports too little disk space before downloading', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const download = { ...sandbox.target.download, bytes: 1e18 };
    const error = await failure({ ...sandbox, target: { ...sandbox.target, download } });
    const engines = join(sandbox.target.root, 'engine');
    const text = `Installing the engine in ${engines} needs 2000000000.1 GB; only N GB is free.`;
    const message = error.message.replace(/; only \d+\.\d GB/, '; only N GB');
    assert.is(message, `${text} ${ROOM}  [engine_disk_full]`);
    assert.equal(sandbox.calls(), []);
    assert.equal(sandbox.engines(), []);
  }));

test('reports a disk that fills up while pip runs', () =>
  inSandbox(async (sandbox) => {
    addPip(
      sandbox,
      `console.log("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device");
       process.exit(1);`,
    );
    const engines = join(sandbox.target.root, 'engine');
    const message = `The disk filled up while installing the engine in ${engines}. ${ROOM}  [engine_disk_full]`;
    await fails(sandbox, message);
  }));

test('stops pip and leaves nothing when aborted', () =>
  inSandbox(async (sandbox) => {
    const pidFile = join(sandbox.folder, 'pid');
    addPip(
      sandbox,
      `fs.writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
       fs.writeFileSync(temporary + '/part', fs.readFileSync(good).subarray(0, 300));
       setTimeout(() => {}, 60_000);`,
    );
    const stop = new AbortController();
    const onProgress: InstallOptions['onProgress'] = ({ done }) => {
      if (done === 300) stop.abort();
    };
    const error = await failure(sandbox, { signal: stop.signal, onProgress });
    assert.is(error.message, `The engine installation was interrupted. ${AGAIN}  [engine_interrupted]`);
    assert.is(error.exitCode, 130);
    assert.equal(sandbox.engines(), []);
    assert.throws(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0), /ESRCH/);
  }));

test('leaves nothing when aborted while unpacking', () =>
  inSandbox(async (sandbox) => {
    addPip(sandbox, goodPip);
    const stop = new AbortController();
    const onProgress: InstallOptions['onProgress'] = ({ phase }) => {
      if (phase === 'unpack') stop.abort();
    };
    const error = await failure(sandbox, { signal: stop.signal, onProgress });
    assert.is(error.message, `The engine installation was interrupted. ${AGAIN}  [engine_interrupted]`);
    assert.equal(sandbox.engines(), []);
  }));

/** Expects this message, exit code 4 and an empty engines folder. */
async function fails(sandbox: Sandbox, message: string): Promise<void> {
  const error = await failure(sandbox);
  assert.is(error.message, message);
  assert.is(error.exitCode, 4);
  assert.equal(sandbox.engines(), []);
}

async function failure(sandbox: Sandbox, options: InstallOptions = {}): Promise<NopropError> {
  try {
    await installEngine(sandbox.target, options);
  } catch (error) {
    if (error instanceof NopropError) return error;
    throw error;
  }
  throw new Error('Expected the installation to fail.');
}

test.run();
