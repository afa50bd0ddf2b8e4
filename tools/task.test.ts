import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './shared/root';
import { type NodeRun, runNode } from './shared/run-node';

const test = suite('tasks');

const runTask = (...args: string[]): Promise<NodeRun> => runNode(['tools/task.js', ...args], root);
const tools = ['bench', 'lint', 'quickstart', 'results', 'schemas', 'setup', 'test'];
const usage = `Usage: node tools/task.js NAME [ARGUMENT...]\nTools: ${tools.join(', ')}. Each explains itself with --help.\n`;

test('every tool explains itself, an example first, and is a script of package.json', async () => {
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

test('an unknown tool, or none, is answered with the list', async () => {
  assert.equal(await runTask('tset'), { code: 2, stdout: '', stderr: `There is no tool "tset".\n${usage}` });
  assert.equal(await runTask(), { code: 0, stdout: '', stderr: usage });
});

test('an argument that a tool does not know is refused before anything is done', async () => {
  const refusal = (sentence: string) => ({
    code: 2,
    stdout: '',
    stderr: `${sentence}\nUse --help to see what there is.\n`,
  });
  assert.equal(await runTask('schemas', '--chekc'), refusal(`Unknown option '--chekc'.`));
  assert.equal(await runTask('setup', 'now'), refusal('"now" is one argument too many.'));
});

test.run();
