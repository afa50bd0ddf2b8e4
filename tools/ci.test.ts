import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './shared/root';
import { addFiles, withBareFolder } from './shared/temporary';

const test = suite('.ci/run');

const script = readFileSync(join(root, '.ci', 'run'), 'utf8');

/** The commands in README's first code block. */
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commands = (/^```sh\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? '').trim().split('\n');

/** Stands in for every program that the script starts: notes its words and what it sees of the environment. */
const stub = `#!/bin/bash
seen=$(compgen -e | grep -E '^(CI|NOPROP_|NX_|XDG_)' | sort | tr '\\n' ' ')
echo "$(basename "$0") $* [$seen] $HOME $(command -v chromium git | tr '\\n' ' ')" >> "$LOG"
[ "$1 $2" != "-m pip" ] || [ -n "$HAS_PIP" ]
status=$?
echo '3 passed, 0 failed'
exit $status
`;

interface Call {
  readonly command: string;
  readonly variables: string;
  readonly rest: string;
}

/** Runs the script in a copy of its folder with stand-ins for npm, python3, apt-get, chromium and git. */
function runScript(hasPip: boolean): Promise<{ readonly calls: readonly Call[]; readonly last: string }> {
  return withBareFolder((folder) => {
    addFiles(folder, { '.ci/run': script, log: '' });
    for (const name of ['npm', 'python3', 'apt-get', 'chromium', 'git']) {
      addFiles(folder, { [`bin/${name}`]: stub });
      chmodSync(join(folder, 'bin', name), 0o755);
    }
    writeFileSync(join(folder, 'log'), '');
    const env = {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      HOME: '/home/somebody',
      LOG: join(folder, 'log'),
      HAS_PIP: hasPip ? '1' : '',
      CI: 'true',
      NOPROP_CHROMIUM: '/usr/bin/chromium',
      XDG_CACHE_HOME: '/home/somebody/.cache',
    };
    const { stdout } = spawnSync('bash', [join(folder, '.ci', 'run')], { env, encoding: 'utf8' });
    const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    const calls = lines.map((line) => {
      const [, command = '', variables = '', rest = ''] = /^(.*?) \[(.*?) ?\] (.*)$/.exec(line) ?? [];
      return { command, variables, rest };
    });
    return { calls, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  });
}

test("runs README's two commands first, as a newcomer would", async () => {
  assert.equal(commands, ['npm ci && npm run quickstart', 'npm ci && npm test']);
  const { calls, last } = await runScript(true);
  const own = calls.filter(({ command }) => !command.startsWith('python3 '));
  assert.equal(
    own.slice(0, 4).map(({ command }) => command),
    commands.flatMap((line) => line.split(' && ')),
  );
  for (const { command, variables, rest } of own.slice(0, 4)) {
    assert.is(variables, '', command);
    // An own home, and neither Chromium nor git on the PATH.
    assert.match(rest, /^\/\S*\/home $/, command);
    assert.not.match(rest, '/home/somebody');
  }
  assert.is(last, `${3 * 6 + 6} passed, 0 failed`);
});

test('installs nothing before them but python3-pip', async () => {
  const { calls } = await runScript(false);
  const before = calls.slice(
    0,
    calls.findIndex(({ command }) => command === 'npm ci'),
  );
  assert.equal(
    before.map(({ command }) => command),
    ['python3 -m pip --version', 'apt-get update', 'apt-get install --yes --no-install-recommends python3-pip'],
  );
});

test('skips no test after them', async () => {
  const { calls } = await runScript(true);
  const extras = calls.slice(calls.findIndex(({ command }) => command === 'npm run setup -- --test-python') + 1);
  assert.equal(
    extras.map(({ command }) => command),
    ['npm test -- browser', 'npm test -- sinks', 'npm test -- cli/src/sinks', 'npm test -- store/src/environment'],
  );
  for (const { command, variables } of extras) assert.match(variables, 'NOPROP_TEST_SKIP', command);
});

test.run();
