import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './shared/root';
import { type NodeRun, runNode } from './shared/run-node';

const test = suite('tasks');

const runTask = (...args: string[]): Promise<NodeRun> => runNode(['tools/task.js', ...args], root);
const tools = ['bench', 'lint', 'quickstart', 'results', 'schemas', 'setup', 'test'];
const usage = `Usage: node tools/task.js NAME [ARGUMENT...]\nTools: ${tools.join(', ')}. Each has --help.\n`;

test('each have a help text that starts with an example, and a script in package.json', async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const tool of tools) {
    const { code, stdout, stderr } = await runTask(tool, '--help');
    assert.is(code, 0);
    assert.is(stderr, '');
    assert.ok(stdout.startsWith('Example: npm '), stdout);
    assert.is(scripts[tool], `node tools/task.js ${tool}`);
  }
});

test('list the tools if the name is unknown or missing', async () => {
  assert.equal(await runTask('tset'), { code: 2, stdout: '', stderr: `Unknown tool "tset".\n${usage}` });
  assert.equal(await runTask(), { code: 0, stdout: '', stderr: usage });
});

test('refuse an unknown argument before doing anything', async () => {
  const refusal = (sentence: string) => ({
    code: 2,
    stdout: '',
    stderr: `${sentence}\nUse --help for the options.\n`,
  });
  assert.equal(await runTask('schemas', '--chekc'), refusal(`Unknown option '--chekc'.`));
  assert.equal(await runTask('setup', 'now'), refusal('Unexpected argument "now".'));
});

test.run();
