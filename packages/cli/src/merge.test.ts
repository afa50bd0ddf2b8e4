import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from './run-cli';

const test = suite('merge');

const id = 'ab'.repeat(32);
const trial = {
  id: 'cd'.repeat(32),
  name: 'tiny',
  pipeline: 'tiny.yaml',
  overrides: [],
  seed: 1,
  point: {},
  command: 'npx noprop run tiny.yaml',
};

/** Writes a shard of a sweep whose only trial was killed; `isOurs` if the trial is in this shard. */
function writeShard(folder: string, shard: number, isOurs: boolean): void {
  const sweep = { format: 1, name: 'little', id, version: '0.1.0', command: 'npx noprop sweep little.yaml' };
  const files: Record<string, unknown> = {
    ...(isOurs && { 'failures/tiny-cdcdcdcd.json': { format: 1, id: trial.id, reason: 'Killed by\nSIGKILL.' } }),
    'shard.json': { format: 1, sweep: id, version: '0.1.0', shard, of: 2, units: isOurs ? [trial.id] : [] },
    'sweep.json': { ...sweep, trials: [trial] },
  };
  mkdirSync(join(folder, 'failures'), { recursive: true });
  const sums = Object.entries(files).map(([file, content]) => {
    writeFileSync(join(folder, file), canonicalJson(content));
    return `${sha256Hex(canonicalJson(content))}  ${file}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
}

test('shows a failed trial and exits with code 1, and accepts an empty shard', () =>
  withFolder((folder) => {
    writeShard(join(folder, 'a'), 1, true);
    writeShard(join(folder, 'b'), 2, false);
    const { code, stdout, stderr } = runCli(['merge', 'b', 'a', '--out', 'all'], {
      cwd: folder,
      env: { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
    });
    assert.is(stderr, '');
    const reason = 'failed  tiny seed=1\n        Killed by\n        SIGKILL.\n        npx noprop run tiny.yaml\n';
    assert.is(stdout, `little: 0 completed, 1 failed, 0 missing\n\n${reason}\nall\nall/report.html\n`);
    assert.is(
      readFileSync(join(folder, 'summary.md'), 'utf8'),
      `### little

|  | split | n | mean ± SD, % | paper, % | difference |
| --- | --- | ---: | ---: | ---: | ---: |
| tiny | test | 0 |  |  |  |

**Without a result**

- tiny-cdcdcdcd: Killed by SIGKILL.

`,
    );
    assert.is(code, 1);
    assert.equal(readdirSync(folder).sort(), ['a', 'all', 'b', 'summary.md']);
  }));

test('refuses a missing shard, or lists its trials with --allow-partial', () =>
  withFolder((folder) => {
    writeShard(join(folder, 'b'), 2, false);
    const refused = runCli(['merge', 'b', '--out', 'all'], { cwd: folder });
    assert.is(
      refused.stderr,
      'Expected 2 shards of "little", but shard 1 is missing (1 trial). Run "npx noprop sweep little.yaml --shard 1/2", or merge without them using --allow-partial.  [missing_shards]\n',
    );
    assert.equal([refused.code, refused.stdout, readdirSync(folder)], [1, '', ['b']]);
    const allowed = runCli(['merge', 'b', '--out', 'all', '--allow-partial', '--json'], { cwd: folder });
    assert.equal(JSON.parse(allowed.stdout), {
      folder: 'all',
      name: 'little',
      completed: [],
      failed: [],
      missing: ['tiny-cdcdcdcd'],
      warnings: [],
      reports: ['all/report.html'],
    });
    assert.is(allowed.code, 0);
  }));

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [['merge', '--out', 'x'], "error: missing required argument 'dirs'\n"],
  [['merge', 'x'], "error: required option '--out <dir>' not specified\n"],
];

for (const [args, message] of mistakes) {
  test(`refuses: noprop ${args.join(' ')}`, () => {
    const { code, stderr } = runCli(args);
    assert.equal([code, stderr], [2, message]);
  });
}

test.run();
