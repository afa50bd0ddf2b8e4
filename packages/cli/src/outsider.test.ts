import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeFolder } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root, runCli } from './run-cli';

/**
 * `examples/plugin-objective` as a third party would use it: a package outside the clone, built and tested
 * by its own scripts, then installed next to a pipeline in a separate project.
 */
const test = suite('a third-party plugin');

const example = join(root, 'examples', 'plugin-objective');
const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly files: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const peers = Object.keys(manifest.peerDependencies);

let folder = '';
let source = '';
let project = '';

/** Links packages as `npm install <clone>/packages/core` does. */
function link(names: readonly string[], into: string): void {
  for (const name of names) {
    const place = join(into, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
}

function script(name: string): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', name], { cwd: source, encoding: 'utf8' });
  assert.is(status, 0, `npm run ${name}: ${stdout}${stderr}`);
}

test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'noprop-outsider-'));
  source = join(folder, manifest.name);
  cpSync(example, source, { recursive: true, filter: (path) => !/[\\/](dist|node_modules)$/.test(path) });
  link([...peers, ...Object.keys(manifest.devDependencies), '.bin'], source);

  project = join(folder, 'project');
  mkdirSync(project);
  cpSync(join(example, 'pipeline.yaml'), join(project, 'pipeline.yaml'));
});

test.after(() => removeFolder(folder));

const run = (command: string, ...args: readonly string[]) =>
  runCli([command, 'pipeline.yaml', ...args], { cwd: project });

test('is reported with the command to install it while it is missing', () => {
  const { code, stderr } = run('check');
  const [first, second] = stderr.split('\n') as [string, string];
  assert.is(
    first,
    `pipeline.yaml:4:11  plugins.0  The plugin "${manifest.name}" is not installed next to the pipeline. ` +
      `Run "npm install ${manifest.name}" in ${project}.  [plugin_not_found]`,
  );
  assert.match(second, 'pipeline.yaml:10:21  objective.uses  No objective is named "huber/noprop-dt".');
  assert.is(code, 2);
});

test('is built, type-checked and tested by its own scripts', () => {
  script('build');
  script('test');
});

test('trains by the name of its objective once installed', () => {
  const installed = join(project, 'node_modules', manifest.name);
  for (const file of ['package.json', ...manifest.files])
    cpSync(join(source, file), join(installed, file), { recursive: true });
  link(peers, project);

  const { code, stdout, stderr } = run('run', '--runs', 'runs', '--json');
  assert.is(code, 0, stderr);
  const result = JSON.parse(stdout.trim().split('\n').at(-1) as string);
  assert.is(result.status, 'completed');
  // 3000 images in batches of 50: 60 steps per pass, three passes, two epochs.
  assert.is(result.steps, 360);
  assert.equal(Object.keys(result.terms), ['crossEntropy', 'kl', 'denoising']);
  const { accuracy, chain, alone } = result.evaluation.test;
  assert.is(chain.length, 3);
  assert.is(alone.length, 3);
  assert.ok(accuracy > 0.4, `accuracy ${accuracy}, chance is 0.1`);
  assert.ok(result.run.startsWith(join(project, 'runs')), result.run);
});

test('appears in the plan with its version', () => {
  const { stdout } = run('run', '--dry-run', '--json');
  const { plan } = JSON.parse(stdout);
  assert.equal(plan.plugins, [{ name: manifest.name, version: '0.1.0' }]);
  assert.equal(plan.slots.objective, { uses: 'huber/noprop-dt', with: { delta: 0.5, eta: 0.1, inferenceNoise: 'on' } });
});

test('has its options validated by its own schema, with suggestions', () => {
  const { code, stderr } = run('check', '+objective.with.detla=1', 'objective.with.delta=0');
  assert.equal(stderr.split('\n'), [
    'override +objective.with.detla=1  objective.with.detla  Unknown key "detla". Did you mean "delta"?  [unknown_key]',
    'override objective.with.delta=0  objective.with.delta  Expected a number > 0, got 0.  [out_of_range]',
    '',
  ]);
  assert.is(code, 2);
});

test.run();
