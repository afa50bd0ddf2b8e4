import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, messageOf } from '../testing';
import { lockFile } from './lock-file';
import { type LockOwner, parseOwner } from './owner';

const test = suite('lockFile');

const lockedBy = (path: string, holder: string): string =>
  `${path}  This process wants the folder for itself, but it is locked by ${holder}. Wait until that process ends, stop it, or use another folder.  [run_locked]`;

const named = ({ pid, host, start }: LockOwner): string => `process ${pid} on ${host}, started ${start}`;

test('a second holder is refused and told host, process and start; a release lets the next one in', () =>
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

test('a record without a lock holds nobody up', () =>
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

test('a holder without a readable record, or with a dead one, is not given a false name', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'run.lock');
    const lock = lockFile(path);
    for (const text of ['', '{"host"', JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1, start: 'then' })]) {
      writeFileSync(path, text);
      assert.is(
        messageOf(() => lockFile(path)),
        lockedBy(path, 'another process that has not said which'),
      );
    }
    writeFileSync(path, JSON.stringify({ host: 'elsewhere', pid: 7, start: 'then' }));
    assert.is(
      messageOf(() => lockFile(path)),
      lockedBy(path, 'process 7 on elsewhere, started then'),
    );
    lock.release();
  }));

test('a file that cannot be locked is named', () =>
  inTemporaryFolder((folder) => {
    const hint = 'The folder must be writable and on a file system with file locks.  [lock_failed]';
    const missing = join(folder, 'missing', 'run.lock');
    assert.is(
      messageOf(() => lockFile(missing)),
      `${missing}  A lock on this file is wanted, but the system says ENOENT. ${hint}`,
    );
    mkdirSync(join(folder, 'taken'));
    const taken = join(folder, 'taken');
    assert.is(
      messageOf(() => lockFile(taken)),
      `${taken}  A lock on this file is wanted, but the system says EISDIR. ${hint}`,
    );
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'victim'), link);
    assert.is(
      messageOf(() => lockFile(link)),
      `${link}  A lock on this file is wanted, but the system says ELOOP. ${hint}`,
    );
  }));

test('of five starters exactly one wins, the others name it, and killing it frees the lock', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'run.lock');
    const starters = Array.from({ length: 5 }, () => start(path, 'waiting'));
    const said = await Promise.all(starters.map(firstLine));
    const winner = starters[said.indexOf('held')];
    const owner = parseOwner(readFileSync(path, 'utf8'));
    if (winner === undefined || owner === undefined) throw new Error(`no winner: ${said.join(' | ')}`);
    assert.is(owner.pid, winner.pid);
    assert.equal(
      said.filter((line) => line !== 'held'),
      Array(4).fill(lockedBy(path, named(owner))),
    );
    await kill(winner);
    lockFile(path).release();
  }));

test('a holder whose event loop is blocked keeps the lock until it is killed', () =>
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
  const env = { ...process.env, TS_NODE_PROJECT: resolve(__dirname, '../../tsconfig.json') };
  const parameters = ['-r', require.resolve('ts-node/register'), holder, path, manner];
  return spawn(process.execPath, parameters, { env, stdio: ['pipe', 'pipe', 'inherit'] });
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
