import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gpuBytesOf } from './gpu-bytes';

const test = suite('gpuBytesOf');

/** A stand-in for nvidia-smi that saves its arguments. */
function driver(folder: string, answer: string): string {
  const path = join(folder, 'nvidia-smi');
  writeFileSync(path, `#!/bin/sh\necho "$@" > ${join(folder, 'asked')}\n${answer}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('asks the driver for GPU processes and picks the given one', () =>
  inTemporaryFolder((folder) => {
    const command = driver(folder, "printf '17, 300\\n4711, 1234\\n471, 5\\n'");
    assert.is(gpuBytesOf(4711, command), 1234 * 1024 * 1024);
    assert.is(
      readFileSync(join(folder, 'asked'), 'utf8'),
      '--query-compute-apps=pid,used_memory --format=csv,noheader,nounits\n',
    );
  }));

test('adds up the memory of a process on two GPUs', () =>
  inTemporaryFolder((folder) => {
    assert.is(gpuBytesOf(4711, driver(folder, "printf '4711, 100\\n4711, 28\\n'")), 128 * 1024 * 1024);
  }));

for (const [name, answer] of [
  ['does not list the process', "printf '17, 300\\n'"],
  ['does not know its memory', "printf '4711, [N/A]\\n'"],
  ['prints nothing', 'true'],
  ['prints something else', "printf 'No devices were found\\n'"],
  ['fails', "printf '4711, 1\\n'; exit 9"],
] as const) {
  test(`is undefined for a driver that ${name}`, () =>
    inTemporaryFolder((folder) => assert.is(gpuBytesOf(4711, driver(folder, answer)), undefined)));
}

test('is undefined without the tool', () => {
  assert.is(gpuBytesOf(4711, '/nowhere/nvidia-smi'), undefined);
});

test.run();
