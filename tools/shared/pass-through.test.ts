import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './root';
import { withFolder } from './temporary';

const test = suite('pass through');

/** A tool that passes through to a program, and the program with this source. */
const files = (source: string): Record<string, string> => ({
  'inner.js': source,
  'outer.js': `
    require(${JSON.stringify(join(root, 'tools/bootstrap.js'))}).bootstrap();
    const { passThrough } = require(${JSON.stringify(join(root, 'tools/shared/pass-through'))});
    passThrough(['inner.js', 'an argument'], __dirname).then((code) => (process.exitCode = code));`,
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
}

/** Runs the tool and sends it one signal after each line that the program prints. */
function run(source: string, signals: NodeJS.Signals[] = []): Promise<Outcome> {
  return withFolder(files(source), (folder) => {
    const child = spawn(process.execPath, ['outer.js'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const signal = signals.shift();
      if (signal !== undefined) child.kill(signal);
    });
    return new Promise<Outcome>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout }));
    });
  });
}

test('passes on output, arguments and exit code', async () => {
  const outcome = await run('console.log(process.argv[2]); process.exitCode = 3;');
  assert.equal(outcome, { code: 3, stdout: 'an argument\n' });
});

test('forwards an interruption once if there is no terminal', async () => {
  const source = `
    let count = 0;
    process.on('SIGINT', () => console.log('interrupted', ++count));
    process.on('SIGTERM', () => process.exit(130));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const outcome = await run(source, ['SIGINT', 'SIGTERM']);
  assert.equal(outcome, { code: 130, stdout: 'ready\ninterrupted 1\n' });
});

test('exits with 128 plus the number of the signal that killed the program', async () => {
  const outcome = await run(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`);
  assert.equal(outcome, { code: 137, stdout: '' });
});

test.run();
