import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { removeFolder, startedProcesses } from './processes';

const test = suite('processes that a test starts');

/** Starts a detached process that keeps writing files into the folder, then stays until it is killed. */
const parent = `
const writer = "for (let i = 0; ; i++) require('fs').mkdirSync(process.argv[1] + '/' + i + '/x', { recursive: true });";
require('child_process').spawn(process.execPath, ['-e', writer, process.argv[1]], { detached: true, stdio: 'ignore' });
console.log('started');
setInterval(() => {}, 1000);
`;

if (process.platform === 'linux') {
  test('removes a folder that an orphan in its own process group keeps filling', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'noprop-orphan-'));
    const child = spawn(process.execPath, ['-e', parent, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.is(startedProcesses().length, 1);
    await removeFolder(folder);
    assert.equal([startedProcesses(), existsSync(folder)], [[], false]);
  });
}

test('finds nothing if nothing was started', () => assert.equal(startedProcesses(), []));

test.run();
