import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { typeScriptArguments } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, messageOf } from '../testing';
import { lockFile } from './lock-file';
import { type LockOwner, parseOwner } from './owner';

const test = suite('lockFile');

const lockedBy = (path: string, holder: string): string =>
  `${path}  This folder is locked by ${holder}. Wait until that process ends, stop it, or use another folder.  [run_locked]`;

const named = ({ pid, host, start }: LockOwner): string => `process ${pid} on ${host}, started ${start}`;

test('refuses a second holder, naming host, process and start, until the lock is released', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'run.lock');
    const lock = lockFile(path);
    assert.is(lock.owner.host, hostname());
    assert.is(lock.owner.pid, process.pid);
    const age = Date.now() - Date.parse(lock.owner.start);
    assert.ok(Math.abs(age - process.uptime() * 1000) < 5000);
    assert.is(
      messageOf(() => lockFile(path)),
      lockedBy(path, named(lock.owner)),
    );
    lock.release();
    lock.release();
    assert.is(readFileSync(path, 'utf8'), '');
    lockFile(path).release();
  }));

test('takes the lock despite a leftover owner record', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'run.lock');
    for (const text of [
      JSON.stringify({ host: 'elsewhere', pid: 1, start: 'then' }).repeat(9),
      'x',
      '{}',
      '[1]',
      'null',
    ]) {
      writeFileSync(path, text);
      const lock = lockFile(path);
      assert.equal(parseOwner(readFileSync(path, 'utf8')), lock.owner);
      lock.release();
    }
  }));

test('names no owner if the record is unreadable or its process is dead', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'run.lock');
    const lock = lockFile(path);
    for (const text of ['', '{"host"', JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1, start: 'then' })]) {
      writeFileSync(path, text);
      assert.is(
        messageOf(() => lockFile(path)),
        lockedBy(path, 'an unknown process'),
      );
    }
    writeFileSync(path, JSON.stringify({ host: 'elsewhere', pid: 7, start: 'then' }));
    assert.is(
      messageOf(() => lockFile(path)),
      lockedBy(path, 'process 7 on elsewhere, started then'),
    );
    lock.release();
  }));

test('names a file that cannot be locked', () =>
  inTemporaryFolder((folder) => {
    const hint = 'Its folder must be writable and on a file system that supports file locks.  [lock_failed]';
    const missing = join(folder, 'missing', 'run.lock');
    assert.is(
      messageOf(() => lockFile(missing)),
      `${missing}  Cannot lock this file: ENOENT. ${hint}`,
    );
    mkdirSync(join(folder, 'taken'));
    const taken = join(folder, 'taken');
    assert.is(
      messageOf(() => lockFile(taken)),
      `${taken}  Cannot lock this file: EISDIR. ${hint}`,
    );
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'victim'), link);
    assert.is(
      messageOf(() => lockFile(link)),
      `${link}  Cannot lock this file: ELOOP. ${hint}`,
    );
  }));

test('gives the lock to exactly one of five processes, and frees it when that one is killed', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'run.lock');
    const starters = Array.from({ length: 5 }, () => start(path, 'waiting'));
    const lines = await Promise.all(starters.map(firstLine));
    const winner = starters[lines.indexOf('held')];
    const owner = parseOwner(readFileSync(path, 'utf8'));
    if (winner === undefined || owner === undefined) throw new Error(`no winner: ${lines.join(' | ')}`);
    assert.is(owner.pid, winner.pid);
    assert.equal(
      lines.filter((line) => line !== 'held'),
      Array(4).fill(lockedBy(path, named(owner))),
    );
    await kill(winner);
    lockFile(path).release();
  }));

test('keeps the lock while its event loop is blocked, until it is killed', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'run.lock');
    const holder = start(path, 'blocked');
    assert.is(await firstLine(holder), 'held');
    assert.match(
      messageOf(() => lockFile(path)),
      `locked by process ${holder.pid} on`,
    );
    await kill(holder);
    const lock = lockFile(path);
    assert.is(lock.owner.pid, process.pid);
    lock.release();
  }));

test.run();

function start(path: string, manner: 'waiting' | 'blocked'): ChildProcess {
  const holder = join(__dirname, 'testing-holder.ts');
  const parameters = [...typeScriptArguments, holder, path, manner];
  return spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  return text.trimEnd();
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  assert.equal(await ended, [null, 'SIGKILL']);
}
