import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isTrialReport, runFiles } from './record-files';

const test = suite('record files');

let run = '';

test.before.each(() => {
  run = mkdtempSync(join(tmpdir(), 'noprop-record-'));
});
test.after.each(() => rmSync(run, { recursive: true, force: true }));

test('reads sixteen levels of folders and refuses a seventeenth', () => {
  const deep = Array.from({ length: 16 }, () => 'd').join('/');
  mkdirSync(join(run, deep), { recursive: true });
  for (const file of ['b', `${deep}/a`, 'run.lock', '.hidden']) writeFileSync(join(run, file), '');
  assert.equal(runFiles(run), ['b', `${deep}/a`]);
  mkdirSync(join(run, deep, 'e'));
  assert.is(
    messageOf(() => runFiles(run)),
    `${join(run, deep, 'e')}  Expected at most 16 levels of folders in a run folder, got more. Move away what does not belong to the run, or let its sinks write elsewhere.  [too_deep]`,
  );
});

test('reads ten thousand files and refuses one more, not counting checkpoints', () => {
  for (const folder of ['sink', 'checkpoints']) {
    mkdirSync(join(run, folder));
    for (let i = 0; i < 10_000; i++) writeFileSync(join(run, folder, `${i}`), '');
  }
  assert.is(runFiles(run).length, 10_000);
  writeFileSync(join(run, 'result.json'), '');
  assert.is(
    messageOf(() => runFiles(run)),
    `${run}  Expected at most 10000 files in a run folder besides checkpoints, got more. Move away what does not belong to the run, or let its sinks write elsewhere.  [too_many_files]`,
  );
});

test('recognizes reports only at the top of a run folder', () => {
  const paths = ['trials/a/report.html', 'trials/a/b/report.html', 'trials/report.html', 'failures/a/report.html'];
  assert.equal(paths.map(isTrialReport), [true, false, false, false]);
});

test.run();
