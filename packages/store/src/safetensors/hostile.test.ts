import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, messageOf } from '../testing';
import { entry, fileOf, hostileFiles } from './hostile-files';
import { readSafetensors } from './read';

const test = suite('hostile safetensors');

const refusal = (path: string, found: string): string =>
  `${path}  A whole safetensors file is wanted, but ${found}. The file was damaged or is of another kind; use an earlier checkpoint or a fresh copy.  [checkpoint_corrupt]`;

for (const { name, bytes, found } of hostileFiles) {
  test(`${name} is refused`, () =>
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

test('a tensor of many megabytes that is not there costs no memory', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf(`{${entry('a', 'U8', '[9007199254740991]', '[0,9007199254740991]')}}`, 1));
    const found = 'its header wants 9007199254740991 bytes of data, but 1 are there';
    assert.is(
      messageOf(() => readSafetensors(path)),
      refusal(path, found),
    );
  }));

test('a string of 20 MB does not exhaust the stack', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf(`{"${'\\n'.repeat(10_000_000)}`, 0));
    assert.match(
      messageOf(() => readSafetensors(path)),
      'at character 2 a string is wanted, found "\\"\\\\n\\\\n\\\\n\\\\"',
    );
  }));

test('a digest that is no digest, or stands there twice, is refused', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    const digest = 'ab'.repeat(32);
    const unwritten = 'its sha256 is not written as 64 lower-case hexadecimal characters';
    const files = [
      `{"__metadata__":{"sha256":"${digest.toUpperCase()}"}}`,
      `{"__metadata__":{"sha256":"${digest.slice(1)}"}}`,
      `{"__metadata__":{"sha256":"\\u0061${digest.slice(1)}"}}`,
      `{"__metadata__":{"sha256":"${digest}","a":{"sha256":"${digest}"}}}`,
    ];
    const found = [unwritten, unwritten, unwritten, 'its header has metadata "a" that is no string'];
    for (const [index, json] of files.entries()) {
      writeFileSync(path, fileOf(json, 0));
      assert.is(
        messageOf(() => readSafetensors(path, { digest: 'optional' })),
        refusal(path, found[index] ?? ''),
      );
    }
  }));

test('what is no file is refused', () =>
  inTemporaryFolder((folder) => {
    const missing = join(folder, 'missing');
    assert.is(
      messageOf(() => readSafetensors(missing)),
      `${missing}  A safetensors file is wanted, but there is no such file.  [checkpoint_missing]`,
    );
    mkdirSync(join(folder, 'folder'));
    assert.is(
      messageOf(() => readSafetensors(join(folder, 'folder'))),
      refusal(join(folder, 'folder'), 'it is no regular file'),
    );
    symlinkSync('/dev/zero', join(folder, 'zero'));
    assert.is(
      messageOf(() => readSafetensors(join(folder, 'zero'))),
      refusal(join(folder, 'zero'), 'it is no regular file'),
    );
  }));

test('a file too large for the memory is refused before it is read', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, fileOf('{}', 0));
    truncateSync(path, 2 ** 43);
    assert.match(
      messageOf(() => readSafetensors(path)),
      `${path}  Cannot read the file: Invalid typed array length: 8796093022198.  [read_failed]`,
    );
  }));

test.run();
