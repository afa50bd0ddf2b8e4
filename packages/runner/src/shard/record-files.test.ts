import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isTrialReport, runFiles } from './record-files';

const test = suite('files of a record');

let run = '';

test.before.each(() => {
  run = mkdtempSync(join(tmpdir(), 'noprop-record-'));
});
test.after.each(() => rmSync(run, { recursive: true, force: true }));

test('sixteen levels of folders are read, and a seventeenth is refused', () => {
  const deep = Array.from({ length: 16 }, () => 'd').join('/');
  mkdirSync(join(run, deep), { recursive: true });
  for (const file of ['b', `${deep}/a`, 'run.lock', '.hidden']) writeFileSync(join(run, file), '');
  assert.equal(runFiles(run), ['b', `${deep}/a`]);
  mkdirSync(join(run, deep, 'e'));
  assert.is(
    messageOf(() => runFiles(run)),
    `${join(run, deep, 'e')}  At most 16 levels of folders in a run folder are wanted, found more. Move away what does not belong to the run, or give its sinks a folder elsewhere.  [too_deep]`,
  );
});

test('ten thousand files are read, and one more is refused; checkpoints do not count', () => {
  for (const folder of ['sink', 'checkpoints']) {
    mkdirSync(join(run, folder));
    for (let i = 0; i < 10_000; i++) writeFileSync(join(run, folder, `${i}`), '');
  }
  assert.is(runFiles(run).length, 10_000);
  writeFileSync(join(run, 'result.json'), '');
  assert.is(
    messageOf(() => runFiles(run)),
    `${run}  At most 10000 files beside the checkpoints of a run are wanted, found more. Move away what does not belong to the run, or give its sinks a folder elsewhere.  [too_many_files]`,
  );
});

test('reports are those at the top of a run folder', () => {
  const paths = ['trials/a/report.html', 'trials/a/b/report.html', 'trials/report.html', 'failures/a/report.html'];
  assert.equal(paths.map(isTrialReport), [true, false, false, false]);
});

test.run();
