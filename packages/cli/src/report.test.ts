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

test('--figures: every figure as SVG and PNG on white paper, the same bytes twice, and their paths', () => {
  const folders = ['one', 'a/b'].map((name) => join(place.folder, name));
  for (const folder of folders) {
    const { code, stdout, stderr } = runCli(['report', run, '--figures', folder]);
    assert.is(code, 0, stderr);
    assert.is(stdout, `${run}/report.html\n${folder}/run-chain.svg\n${folder}/run-chain.png\n`);
  }
  const [one, two] = folders.map((folder) =>
    ['svg', 'png'].map((end) => readFileSync(join(folder, `run-chain.${end}`))),
  );
  assert.equal(one, two);
  const [svg, png] = one as [Buffer, Buffer];
  const [, width, height] = /^<svg color="#1a1a1a" [^>]* width="(\d+)" height="(\d+)"/.exec(svg.toString()) ?? [];
  assert.match(svg.toString(), '<rect width="100%" height="100%" fill="#ffffff"/>');
  // The signature, then the length and the name of the first chunk, then the size.
  assert.is(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.equal([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)]);
});

test('--figures where no folder can be is refused', () => {
  const file = join(run, 'plan.json');
  const { code, stderr } = runCli(['report', run, '--figures', join(file, 'x')]);
  assert.is(code, 2);
  assert.is(
    stderr,
    `${file}/x  A folder for figures is wanted, but it cannot be made (ENOTDIR). Name another one under --figures, where you may write.  [not_a_folder]\n`,
  );
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
