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

test('is written at the end of a run, with the command to repeat the run', () => {
  for (const file of ALL) assert.ok(existsSync(join(run, file)), file);
  const page = readFileSync(join(run, 'report.html'), 'utf8');
  assert.match(page, '<h1>tiny</h1>');
  assert.match(page, '<code>npx noprop run pipeline.yaml --runs ..</code>');
  assert.not.match(page, place.folder);
  const { evaluation } = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  assert.match(page, `${(100 * evaluation.test.accuracy).toFixed(2)}\u00a0%`);
});

test('is reproduced by that command, run in the folder of the report', () => {
  const args = ['run', 'pipeline.yaml', '--runs', '..', '--json', '--quiet'];
  const { code, stdout, stderr } = runCli(args, { cwd: run });
  assert.is(code, 0, stderr);
  const again = (JSON.parse(stdout.trim().split('\n').at(-1) as string) as { run: string }).run;
  assert.equal(digests(again), digests(run));
});

test('writes the same bytes again and prints the path', () => {
  const before = digests(run, ALL);
  for (const file of ALL) rmSync(join(run, file));
  const { code, stdout, stderr } = runCli(['report', run]);
  assert.is(code, 0, stderr);
  assert.is(stdout, `${run}/report.html\n`);
  assert.equal(digests(run, ALL), before);
});

test('--figures writes every figure as SVG and PNG on white, with equal bytes each time, and prints the paths', () => {
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
  // The signature is followed by the length and type of the first chunk, then the size.
  assert.is(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.equal([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)]);
});

test('--figures refuses a folder that cannot be created', () => {
  const file = join(run, 'plan.json');
  const { code, stderr } = runCli(['report', run, '--figures', join(file, 'x')]);
  assert.is(code, 2);
  assert.is(
    stderr,
    `${file}/x  Cannot create the folder for figures: ENOTDIR. Give --figures a folder that you can write to.  [not_a_folder]\n`,
  );
});

test('warns about a report that cannot be written, and completes the run', () => {
  const blocked = place.train('seed=9');
  rmSync(join(blocked, 'report.html'));
  mkdirSync(join(blocked, 'report.html'));
  rmSync(join(blocked, 'result.json'));
  const { code, stdout, stderr } = runCli(['resume', blocked, '--quiet']);
  assert.is(code, 0);
  assert.match(stderr, /^warning: Cannot write the report: .*report\.html/m);
  assert.match(stderr, `The run itself is saved; try again with: npx noprop report ${blocked}`);
  assert.match(stdout, /^completed in /);
  assert.ok(statSync(join(blocked, 'result.json')).isFile());
});

test('refuses a folder that is not a run', () => {
  const { code, stderr } = runCli(['report', place.folder]);
  assert.is(code, 1);
  assert.is(
    stderr,
    `${place.folder}  Not a run folder: it has no plan.json. Give a folder created by "npx noprop run", such as runs/quickstart-1a2b3c4d.  [not_a_run]\n`,
  );
});

test.run();
