import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { typeScriptArguments } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addPip, goodPip, inSandbox, type Sandbox } from './fixtures/sandbox';
import { installEngine } from './install';
import { locateIn } from './locate';

const test = suite('install processes');

const PROCESSES = 4;

test('installs once when several processes install at the same time', () =>
  inSandbox(async (sandbox) => {
    // Each pip waits until all of them have started, so that the installations overlap.
    const calls = JSON.stringify(join(sandbox.folder, 'calls'));
    addPip(
      sandbox,
      `const timer = setInterval(() => {
         if (fs.readFileSync(${calls}, 'utf8').split('\\n').length <= ${PROCESSES}) return;
         clearInterval(timer);
         ${goodPip}
       }, 20);`,
    );
    const { target } = sandbox;
    const results = await Promise.all(Array.from({ length: PROCESSES }, () => printed(start(sandbox))));
    const folder = join(target.root, 'engine', 'tensorflow-2.21.0-test-x64');
    const expected = (status: string) => `${JSON.stringify({ status, folder })}\n`;
    const losers = Array.from({ length: PROCESSES - 1 }, () => expected('present'));
    assert.equal(results.sort(), [expected('installed'), ...losers]);
    assert.equal(sandbox.engines(), ['tensorflow-2.21.0-test-x64']);
    assert.not('missing' in locateIn(target.root, target.download));
  }));

test('ignores and later removes the leftovers of a killed installation', () =>
  inSandbox(async (sandbox) => {
    const pidFile = join(sandbox.folder, 'pid');
    addPip(
      sandbox,
      `fs.writeFileSync(temporary + '/part', 'half');
       fs.writeFileSync(${JSON.stringify(`${pidFile}.new`)}, String(process.pid));
       fs.renameSync(${JSON.stringify(`${pidFile}.new`)}, ${JSON.stringify(pidFile)});
       setTimeout(() => {}, 60_000);`,
    );
    const child = start(sandbox);
    const gone = once(child, 'exit');
    while (!existsSync(pidFile) && child.exitCode === null) await sleep(20);
    child.kill('SIGKILL');
    await gone;
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
    assert.is(sandbox.engines().length, 1);
    assert.match(sandbox.engines()[0] as string, new RegExp(`^\\.staging-[^-]+-${child.pid}-\\w{6}$`));
    assert.ok('missing' in locateIn(sandbox.target.root, sandbox.target.download));
    addPip(sandbox, goodPip);
    const result = await installEngine(sandbox.target);
    assert.is(result.status, 'installed');
    assert.equal(sandbox.engines(), ['tensorflow-2.21.0-test-x64']);
  }));

function start({ target }: Sandbox): ChildProcess {
  const script = join(__dirname, 'fixtures', 'install-process.ts');
  const args = [...typeScriptArguments, script, target.root, target.env.PATH ?? ''];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function printed(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'close');
  return text;
}

test.run();
