import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { requiring } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { canonicalJson } from './canonical/canonical-json';
import { describeEnvironment, findCommit } from './environment';
import { inTemporaryFolder } from './testing';

const test = suite('describeEnvironment');
// Skipped on machines without git.
const gitTest = requiring(test, {
  isMet: spawnSync('git', ['--version']).error === undefined,
  needs: 'git',
  command: 'apt-get install git && npm test -- store/src/environment',
});

test('describes the machine and the software as JSON', () => {
  const environment = describeEnvironment();
  assert.is(environment.node, process.version);
  assert.is(environment.platform, process.platform);
  assert.is(environment.arch, process.arch);
  assert.ok(environment.cpu.length > 0);
  assert.ok(Number.isInteger(environment.cores) && environment.cores >= 1);
  assert.ok(environment.memory > 2 ** 27);
  assert.match(environment.noprop, /^[0-9]+\.[0-9]+\.[0-9]+/);
  assert.equal(JSON.parse(canonicalJson(environment)), environment);
});

test('contains nothing personal', () => {
  process.env.NOPROP_CANARY = 'canary-7f3a';
  const text = JSON.stringify(describeEnvironment());
  delete process.env.NOPROP_CANARY;
  for (const secret of ['canary-7f3a', homedir(), __dirname, `"${hostname()}"`]) assert.not.match(text, secret);
});

gitTest('finds the commit of a checkout and whether it is clean', () =>
  inTemporaryFolder((folder) => {
    assert.is(findCommit(folder), null);
    git(folder, 'init', '-q');
    assert.is(findCommit(folder), null);
    const hash = commit(folder);
    assert.equal(findCommit(folder), { hash, dirty: false });
    writeFileSync(join(folder, 'new'), '');
    assert.equal(findCommit(folder), { hash, dirty: true });
  }),
);

gitTest('ignores the commit of a checkout that the package is installed in', () =>
  inTemporaryFolder((folder) => {
    git(folder, 'init', '-q');
    commit(folder);
    const installed = join(folder, 'node_modules', '@noprop', 'store');
    mkdirSync(installed, { recursive: true });
    assert.is(findCommit(installed), null);
  }),
);

gitTest('ignores the environment variables of an enclosing git command', () =>
  inTemporaryFolder((folder) => {
    const [inner, outer] = [join(folder, 'inner'), join(folder, 'outer')];
    for (const checkout of [inner, outer]) {
      mkdirSync(checkout);
      git(checkout, 'init', '-q');
    }
    const hash = commit(inner);
    process.env.GIT_DIR = join(outer, '.git');
    try {
      assert.equal(findCommit(inner), { hash, dirty: false });
    } finally {
      delete process.env.GIT_DIR;
    }
  }),
);

test.run();

function git(folder: string, ...parameters: string[]): string {
  const named = ['-c', 'user.name=n', '-c', 'user.email=e', ...parameters];
  return execFileSync('git', named, { cwd: folder, encoding: 'utf8' }).trim();
}

function commit(folder: string): string {
  git(folder, 'commit', '-q', '--allow-empty', '--no-gpg-sign', '-m', 'first');
  return git(folder, 'rev-parse', 'HEAD');
}
