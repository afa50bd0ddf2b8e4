import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from './run-cli';
import { createWorkplace, type Workplace } from './trained-fixture';

const test = suite('noprop report');

const SAME = ['report.html', 'results.json', 'results.csv'];
const ALL = [...SAME, 'measured.html', 'measured.json'];

let place: Workplace;
let run = '';

const digests = (folder: string, files = SAME): readonly string[] =>
  files.map((file) => sha256Hex(readFileSync(join(folder, file))));

test.before(() => {
  place = createWorkplace();
  run = place.train();
});

test.after(() => place.remove());

test('a run leaves its report by itself, with the command that makes it again', () => {
  for (const file of ALL) assert.ok(existsSync(join(run, file)), file);
  const page = readFileSync(join(run, 'report.html'), 'utf8');
  assert.match(page, '<h1>tiny</h1>');
  assert.match(page, '<code>npx noprop run pipeline.yaml --runs ..</code>');
  assert.not.match(page, place.folder);
  const { evaluation } = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  assert.match(page, `${(100 * evaluation.test.accuracy).toFixed(2)}\u00a0%`);
});

test('that command, in the folder of the report, gives the same report', () => {
  const args = ['run', 'pipeline.yaml', '--runs', '..', '--json', '--quiet'];
  const { code, stdout, stderr } = runCli(args, { cwd: run });
  assert.is(code, 0, stderr);
  const again = (JSON.parse(stdout.trim().split('\n').at(-1) as string) as { run: string }).run;
  assert.equal(digests(again), digests(run));
});

test('noprop report writes the same bytes again and prints where', () => {
  const before = digests(run, ALL);
  for (const file of ALL) rmSync(join(run, file));
  const { code, stdout, stderr } = runCli(['report', run]);
  assert.is(code, 0, stderr);
  assert.is(stdout, `${run}/report.html\n`);
  assert.equal(digests(run, ALL), before);
});

test('a report that cannot be written is a warning, and the run is complete', () => {
  const blocked = place.train('seed=9');
  rmSync(join(blocked, 'report.html'));
  mkdirSync(join(blocked, 'report.html'));
  rmSync(join(blocked, 'result.json'));
  const { code, stdout, stderr } = runCli(['resume', blocked, '--quiet']);
  assert.is(code, 0);
  assert.match(stderr, /^warning: The report could not be written: .*report\.html/m);
  assert.match(stderr, `The run keeps its record; try again with: npx noprop report ${blocked}`);
  assert.match(stdout, /^completed in /);
  assert.ok(statSync(join(blocked, 'result.json')).isFile());
});

test('a folder that is no run is refused, with what to give', () => {
  const { code, stderr } = runCli(['report', place.folder]);
  assert.is(code, 1);
  assert.is(
    stderr,
    `${place.folder}  A run folder is wanted, but the folder has no plan.json. Give a folder that "npx noprop run" made, such as runs/quickstart-1a2b3c4d.  [not_a_run]\n`,
  );
});

test.run();
