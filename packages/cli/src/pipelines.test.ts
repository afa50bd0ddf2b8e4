import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root, runCli, withFolder } from './run-cli';

const test = suite('shipped pipelines');

const pipelines = join(root, 'pipelines');
const files = readdirSync(pipelines, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => join(pipelines, file))
  .sort();
const smoke = files.filter((file) => relative(pipelines, file).startsWith('smoke'));

/** Real MNIST where it is at hand, else the same pipeline on glyphs. */
const data = [process.env.NOPROP_DATA, resolve(root, '..', 'shared', 'data')].find(
  (folder) => folder !== undefined && folder !== '' && existsSync(join(folder, 'mnist', 'train-images-idx3-ubyte.gz')),
);
const overrides = (file: string): readonly string[] =>
  data === undefined && readFileSync(file, 'utf8').includes('noprop/mnist') ? ['dataset.uses=noprop/glyphs'] : [];

test('there are pipelines, and every one but quickstart and the twins has a twin', () => {
  assert.ok(files.length >= 3, `${files.length} pipelines`);
  const full = files
    .map((file) => relative(pipelines, file))
    .filter((file) => !file.startsWith('smoke') && file !== 'quickstart.yaml');
  for (const file of full) assert.ok(existsSync(join(pipelines, 'smoke', file)), `pipelines/smoke/${file} is missing`);
});

test('each opens with what it is and the command that runs it', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    assert.match(text, /^# .+\n# Run: (?:npm run|npx noprop run) /, file);
    const modeline = /# yaml-language-server: \$schema=(\S+)/.exec(text)?.[1];
    assert.ok(existsSync(resolve(file, '..', modeline as string)), `${file}: ${modeline}`);
  }
});

for (const file of files) {
  test(`check ${relative(root, file)}`, () => {
    const { code, stderr } = runCli(['check', file, ...overrides(file)], {
      env: data === undefined ? {} : { NOPROP_DATA: data },
    });
    assert.is(code, 0, stderr);
  });
}

for (const file of smoke) {
  test(`run ${relative(root, file)}${data === undefined ? ' on glyphs' : ''}`, () =>
    withFolder((folder) => {
      const args = ['run', file, ...overrides(file), '--runs', folder, '--json'];
      const { code, stdout, stderr } = runCli(args, { env: data === undefined ? {} : { NOPROP_DATA: data } });
      assert.is(code, 0, stderr);
      const result = JSON.parse(stdout.trim().split('\n').at(-1) as string);
      assert.is(result.status, 'completed');
      const best = Math.max(...(result.evaluation.test.alone as number[]));
      assert.ok(best > 0.3, `the best block alone has ${best}, chance is 0.1`);
    }));
}

test.run();
