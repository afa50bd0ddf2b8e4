import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../shared/root';
import { type NodeRun, runNode } from '../shared/run-node';
import { withFolder } from '../shared/temporary';
import { type Case, cases } from './cases';

const test = suite('strict runner');

const runStrict = (folder: string, ...args: string[]): Promise<NodeRun> =>
  runNode([join(root, 'tools/uvu.js'), '.', ...args], folder);

for (const { what, source, args = [], lines } of cases) {
  test(what, async () => {
    const run = await withFolder({ 'a.test.ts': source }, (folder) => runStrict(folder, ...args));
    assert.equal(run, {
      code: lines.at(-1)?.endsWith(' 0 failed') ? 0 : 1,
      stdout: `${lines.join('\n')}\n`,
      stderr: '',
    });
  });
}

test('files are found in sub-folders, counted together, and chosen by a part of their path', async () => {
  const one = cases[0] as Case;
  const files = {
    'x/y/one.test.ts': one.source,
    'two.test.ts': one.source,
    'node_modules_/test.ts': '',
    '.x/a.test.ts': '',
  };
  await withFolder(files, async (folder) => {
    const all = await runStrict(folder);
    assert.is(
      all.stdout,
      'two.test.ts  1 passed, skipped: "later"\nx/y/one.test.ts  1 passed, skipped: "later"\n2 passed, 0 failed\n',
    );
    const some = await runStrict(folder, 'y/on');
    assert.is(some.stdout, 'x/y/one.test.ts  1 passed, skipped: "later"\n1 passed, 0 failed\n');
    const none = await runStrict(folder, 'three');
    assert.equal(none, {
      code: 1,
      stdout: 'There is no *.test.ts file with "three" in its path below ".".\n0 passed, 1 failed\n',
      stderr: '',
    });
  });
});

test('a folder without test files fails', async () => {
  const run = await withFolder({ 'a.ts': '' }, (folder) => runStrict(folder));
  assert.equal(run, { code: 1, stdout: 'There is no *.test.ts file below ".".\n0 passed, 1 failed\n', stderr: '' });
});

test('a command line that makes no sense ends with exit code 2', async () => {
  const run = await withFolder({}, (folder) => runStrict(folder, '--limit', 'soon'));
  const stderr = '--limit wants a number of seconds above 0, not "soon".\nUse --help to see what there is.\n';
  assert.equal(run, { code: 2, stdout: '', stderr });
});

test.run();
