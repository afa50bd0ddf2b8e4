import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inSandbox } from './fixtures/sandbox';
import { createStaging, removeStale } from './staging';

const test = suite('staging folders');

const host = hostname().replace(/[^\w.]/g, '_');

test('are created next to their target with the id of the process in their name', () =>
  inSandbox(async ({ folder }) => {
    const engines = join(folder, 'cache', 'engine');
    const [first, second] = [await createStaging(engines), await createStaging(engines)];
    assert.equal([dirname(first), dirname(second)], [engines, engines]);
    assert.is.not(first, second);
    assert.ok(basename(first).startsWith(`.staging-${host}-${process.pid}-`));
  }));

test('are removed if their process on this host is dead or after a day', () =>
  inSandbox(async ({ folder }) => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const old = (Date.now() - 25 * 3600 * 1000) / 1000;
    const removed = [`.staging-${host}-${dead}-aaaaaa`, `.staging-other-${process.pid}-bbbbbb`];
    const kept = [`.staging-${host}-${process.pid}-cccccc`, `.staging-other-${dead}-dddddd`, 'tensorflow-2.21.0-x'];
    for (const name of [...removed, ...kept]) {
      mkdirSync(join(folder, 'cache', name), { recursive: true });
      writeFileSync(join(folder, 'cache', name, 'file'), '');
    }
    utimesSync(join(folder, 'cache', removed[1] as string), old, old);
    utimesSync(join(folder, 'cache', 'tensorflow-2.21.0-x'), old, old);
    await removeStale(join(folder, 'cache'));
    assert.equal(readdirSync(join(folder, 'cache')).sort(), kept.sort());
  }));

test('need not exist to be removed', () =>
  inSandbox(async ({ folder }) => {
    await removeStale(join(folder, 'nowhere'));
    assert.equal(readdirSync(folder).sort(), ['bin', 'calls', 'good.whl']);
  }));

test.run();
