import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './shared/root';
import { runNode } from './shared/run-node';
import { withBareFolder } from './shared/temporary';

const test = suite('bootstrap');

const { findProblem } = require('./bootstrap') as { findProblem(node: string, installed: boolean): string | undefined };

const old = (node: string): string =>
  `NoProp needs Node 20.19 or newer; this is Node ${node}. Install a newer one from https://nodejs.org or with your version manager.`;

test('accepts Node from 20.19 on', () => {
  for (const node of ['18.20.8', '20.18.3', '16.0.0']) assert.is(findProblem(node, true), old(node));
  for (const node of ['20.19.0', '20.20.2', '22.0.0', '24.21.0']) assert.is(findProblem(node, true), undefined);
});

test('prints only how to install the dependencies if they are missing', async () => {
  await withBareFolder(async (folder) => {
    for (const file of ['bootstrap.js', 'task.js', 'uvu.js'])
      cpSync(join(root, 'tools', file), join(folder, 'tools', file));
    for (const command of [
      ['tools/task.js', 'test'],
      ['tools/uvu.js', 'packages/core'],
    ]) {
      const run = await runNode(command, folder);
      assert.equal(run, { code: 1, stdout: '', stderr: 'The dependencies are not installed. Run "npm ci" first.\n' });
    }
  });
});

test.run();
