import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf, inTemporaryFolder } from '../testing';
import { faultyFs } from './faulty-fs';
import { nodeFs } from './fs';
import { removeTemporaries } from './remove-temporaries';
import { isTemporaryName, writeFileAtomic } from './write-file';

const test = suite('writeFileAtomic');

const pieces = [Buffer.from('first '), Buffer.from(''), Buffer.from('second')];
const newText = 'first second';

test('writes the same file from text, bytes or pieces and replaces the old one', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    for (const content of [newText, Buffer.from(newText), pieces]) {
      writeFileSync(path, 'old');
      assert.is(writeFileAtomic(path, content), 12);
      assert.is(readFileSync(path, 'utf8'), newText);
    }
    assert.is(writeFileAtomic(path, ''), 0);
    assert.is(readFileSync(path, 'utf8'), '');
    assert.equal(readdirSync(folder), ['a.txt']);
  }));

test('syncs the bytes before the rename and the folder after it', () =>
  inTemporaryFolder((folder) => {
    const { fs, operations } = faultyFs({});
    writeFileAtomic(join(folder, 'a.txt'), pieces, fs);
    assert.equal(operations, ['create', 'write', 'write', 'sync', 'size', 'close', 'rename', 'syncFolder']);
  }));

test('completes short writes', () =>
  inTemporaryFolder((folder) => {
    const { fs, operations } = faultyFs({ longestWrite: 5 });
    writeFileAtomic(join(folder, 'a.txt'), pieces, fs);
    assert.is(readFileSync(join(folder, 'a.txt'), 'utf8'), newText);
    assert.is(operations.filter((operation) => operation === 'write').length, 4);
  }));

test('leaves exactly the old or the new file, whichever operation fails', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    const seen: string[] = [];
    for (let failAt = 1; failAt <= 8; failAt++) {
      writeFileSync(path, 'old');
      const { fs } = faultyFs({ failAt });
      const error = failureOf(() => writeFileAtomic(path, pieces, fs));
      assert.is(error.issues[0]?.code, 'write_failed');
      assert.equal(readdirSync(folder), ['a.txt']);
      seen.push(readFileSync(path, 'utf8'));
    }
    assert.equal(seen, ['old', 'old', 'old', 'old', 'old', 'old', 'old', newText]);
  }));

test('keeps the old or the new file when killed at any operation, and leftovers can be removed', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    for (let failAt = 1; failAt <= 8; failAt++) {
      writeFileSync(path, 'old');
      const { fs } = faultyFs({ failAt, lasting: 'forever' });
      assert.throws(() => writeFileAtomic(path, pieces, fs));
      assert.is(readFileSync(path, 'utf8'), failAt <= 7 ? 'old' : newText);
      const left = readdirSync(folder).filter(isTemporaryName);
      assert.is(left.length, failAt >= 2 && failAt <= 7 ? 1 : 0);
      assert.equal(removeTemporaries(folder), left);
      assert.equal(readdirSync(folder), ['a.txt']);
    }
  }));

test('reports a full disk with the bytes written and needed', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    const error = failureOf(() => writeFileAtomic(path, pieces, faultyFs({ capacity: 8 }).fs));
    assert.is(
      error.message,
      `${path}  Cannot write the file: the disk is full (8 of 12 bytes written). Free at least 12 bytes and try again. Any previous version is unchanged.  [disk_full]`,
    );
    assert.equal(readdirSync(folder), []);
  }));

test('reports an exceeded quota', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    const error = failureOf(() => writeFileAtomic(path, pieces, faultyFs({ failAt: 3, code: 'EDQUOT' }).fs));
    assert.is(
      error.message,
      `${path}  Cannot write the file: the disk quota is exceeded (6 of 12 bytes written). Free at least 12 bytes and try again. Any previous version is unchanged.  [disk_full]`,
    );
  }));

test('reports a missing folder', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'missing', 'a.txt');
    assert.is(
      failureOf(() => writeFileAtomic(path, pieces)).message,
      `${path}  Cannot write the file: ENOENT (0 of 12 bytes written). Check that its folder exists and is writable. Any previous version is unchanged.  [write_failed]`,
    );
  }));

test('reports that the new file is in place if a failure follows the rename', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    const error = failureOf(() => writeFileAtomic(path, pieces, faultyFs({ failAt: 8 }).fs));
    assert.is(
      error.message,
      `${path}  Cannot write the file: EIO (12 of 12 bytes written). Check that its folder exists and is writable. The new file is in place, but a power failure may undo it.  [write_failed]`,
    );
  }));

test('detects a system that writes nothing or reports a wrong byte count', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a.txt');
    const idle = failureOf(() => writeFileAtomic(path, pieces, { ...nodeFs, write: () => 0 }));
    assert.match(idle.message, 'the system wrote no bytes and reported no error (0 of 12 bytes written)');
    const lying = failureOf(() => writeFileAtomic(path, pieces, { ...nodeFs, write: (_, bytes) => bytes.length }));
    assert.match(lying.message, 'the file has 0 bytes after writing (12 of 12 bytes written)');
    assert.equal(readdirSync(folder), []);
  }));

test('removes only temporary files', () =>
  inTemporaryFolder((folder) => {
    for (const name of ['.noprop-1.tmp', 'noprop-1.tmp', '.noprop-1', 'a.tmp']) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'sub'));
    assert.equal(removeTemporaries(folder), ['.noprop-1.tmp']);
    assert.equal(readdirSync(folder).sort(), ['.noprop-1', 'a.tmp', 'noprop-1.tmp', 'sub']);
  }));

test.run();
