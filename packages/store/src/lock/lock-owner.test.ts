import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder } from '../testing';
import { lockFile } from './lock-file';
import { lockOwner } from './lock-owner';

const test = suite('lockOwner');

test('names the owner while the lock is held, and nobody before, after, or for a dead process', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'run.lock');
    assert.is(lockOwner(path), undefined);
    const lock = lockFile(path);
    assert.equal(lockOwner(path), lock.owner);
    lock.release();
    assert.is(lockOwner(path), undefined);
    writeFileSync(path, JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1, start: 'then' }));
    assert.is(lockOwner(path), undefined);
  }));

test.run();
