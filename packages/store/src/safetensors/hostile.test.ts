import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, messageOf } from '../testing';
import { entry, fileOf, hostileFiles } from './hostile-files';
import { readSafetensors } from './read';

const test = suite('hostile safetensors');

const refusal = (path: string, found: string): string =>
  `${path}  Invalid safetensors file: ${found}. The file is damaged or of another kind. Use an earlier checkpoint or a fresh copy.  [checkpoint_corrupt]`;

for (const { name, bytes, found } of hostileFiles) {
  test(`refuses ${name}`, () =>
    inTemporaryFolder((folder) => {
      const path = join(folder, 'a.safetensors');
      writeFileSync(path, bytes);
      assert.is(
        messageOf(() => readSafetensors(path, { digest: 'optional' })),
        refusal(path, found),
      );
      assert.is(
        messageOf(() => readSafetensors(path)),
        refusal(path, found),
      );
      assert.is(Object.hasOwn(Object.prototype, 'polluted'), false);
    }));
}

test('allocates nothing for a huge tensor that the file does not contain', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf(`{${entry('a', 'U8', '[9007199254740991]', '[0,9007199254740991]')}}`, 1));
    const found = 'its header describes 9007199254740991 bytes of data, but the file has 1';
    assert.is(
      messageOf(() => readSafetensors(path)),
      refusal(path, found),
    );
  }));

test('parses a string of 20 MB without exhausting the stack', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf(`{"${'\\n'.repeat(10_000_000)}`, 0));
    assert.match(
      messageOf(() => readSafetensors(path)),
      'at character 2: expected a string, got "\\"\\\\n\\\\n\\\\n\\\\"',
    );
  }));

test('refuses a digest that is malformed or occurs twice', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    const digest = 'ab'.repeat(32);
    const unwritten = 'its sha256 is not written as 64 lowercase hexadecimal characters';
    const files = [
      `{"__metadata__":{"sha256":"${digest.toUpperCase()}"}}`,
      `{"__metadata__":{"sha256":"${digest.slice(1)}"}}`,
      `{"__metadata__":{"sha256":"\\u0061${digest.slice(1)}"}}`,
      `{"__metadata__":{"sha256":"${digest}","a":{"sha256":"${digest}"}}}`,
    ];
    const found = [unwritten, unwritten, unwritten, 'its header has metadata "a" that is not a string'];
    for (const [index, json] of files.entries()) {
      writeFileSync(path, fileOf(json, 0));
      assert.is(
        messageOf(() => readSafetensors(path, { digest: 'optional' })),
        refusal(path, found[index] ?? ''),
      );
    }
  }));

test('refuses a path that is not a regular file', () =>
  inTemporaryFolder((folder) => {
    const missing = join(folder, 'missing');
    assert.is(
      messageOf(() => readSafetensors(missing)),
      `${missing}  This safetensors file does not exist.  [checkpoint_missing]`,
    );
    mkdirSync(join(folder, 'folder'));
    assert.is(
      messageOf(() => readSafetensors(join(folder, 'folder'))),
      refusal(join(folder, 'folder'), 'it is not a regular file'),
    );
    symlinkSync('/dev/zero', join(folder, 'zero'));
    assert.is(
      messageOf(() => readSafetensors(join(folder, 'zero'))),
      refusal(join(folder, 'zero'), 'it is not a regular file'),
    );
  }));

test('refuses a file too large for memory before reading it', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf('{}', 0));
    truncateSync(path, 2 ** 43);
    assert.match(
      messageOf(() => readSafetensors(path)),
      `${path}  Cannot read the file: it does not fit into memory.  [read_failed]`,
    );
  }));

test.run();
