import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { faultyFs } from '../atomic/faulty-fs';
import { inTemporaryFolder, messageOf } from '../testing';
import { appendMetrics, readMetrics, syncMetrics, truncateMetrics } from './metrics';

const test = suite('metrics');

const record = (step: number) => ({ step, loss: 1 / step, note: 'é' });

test('writes records as lines of canonical JSON', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    appendMetrics(log, { step: 10, loss: 0.5, 'accuracy.test': 1 });
    appendMetrics(log, { step: 20, loss: -0 });
    assert.is(readFileSync(log, 'utf8'), '{"accuracy.test":1,"loss":0.5,"step":10}\n{"loss":0,"step":20}\n');
    assert.equal(readMetrics(log), [
      { step: 10, loss: 0.5, 'accuracy.test': 1 },
      { step: 20, loss: 0 },
    ]);
  }));

test('reads lines of version 0.1, which have `figures` for `metrics`', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    writeFileSync(log, '{"figures":{"accuracy":0.5},"loss":2,"step":1}\n');
    appendMetrics(log, { step: 2, loss: 1, metrics: { accuracy: 0.75 } });
    assert.equal(readMetrics(log), [
      { step: 1, loss: 2, metrics: { accuracy: 0.5 } },
      { step: 2, loss: 1, metrics: { accuracy: 0.75 } },
    ]);
  }));

test('resumes to identical bytes after a cut at any byte and any step', () =>
  inTemporaryFolder((folder) => {
    const whole = join(folder, 'whole.jsonl');
    const steps = [1, 2, 2, 3];
    for (const step of steps) appendMetrics(whole, record(step));
    const bytes = readFileSync(whole);
    const ends = [0, ...steps.map((_, i) => i + 1)].map((count) => lineEnd(bytes, count));
    const log = join(folder, 'log.jsonl');
    for (let length = 0; length <= bytes.length; length++) {
      const lines = ends.filter((end) => end <= length).length - 1;
      for (const step of [0, 1, 2, 3]) {
        // The log is synced before each checkpoint, so it is never behind one.
        const due = steps.filter((other) => other <= step).length;
        if (due > lines) continue;
        writeFileSync(log, bytes.subarray(0, length));
        assert.is(truncateMetrics(log, step), lines - due);
        for (const later of steps.slice(due)) appendMetrics(log, record(later));
        assert.equal(readFileSync(log), bytes, `cut at byte ${length}, resumed at step ${step}`);
      }
    }
  }));

test('treats trailing zeros from a power failure as a torn line', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    appendMetrics(log, record(1));
    appendFileSync(log, Buffer.alloc(100));
    assert.is(readMetrics(log).length, 1);
    assert.is(truncateMetrics(log, 1), 0);
    assert.is(readFileSync(log, 'utf8'), '{"loss":1,"note":"é","step":1}\n');
  }));

test('treats a missing log as empty and does not create it', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    assert.equal(readMetrics(log), []);
    assert.is(truncateMetrics(log, 5), 0);
    syncMetrics(log);
    assert.is(existsSync(log), false);
  }));

test('names a damaged line', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    for (const line of [
      'x',
      '[]',
      'null',
      '7',
      '{}',
      '{"step":-1}',
      '{"step":1.5}',
      '{"step":"4"}',
      '{"step":3}',
      '{"step":4,"__proto__":{}}',
    ]) {
      writeFileSync(log, `{"step":4}\n${line}\n{"step":5}\n`);
      assert.is(
        messageOf(() => readMetrics(log)),
        `${log}  Line 2 must be a JSON object with a step of 4 or more. The log is damaged or was edited. Repair or remove this line.  [metrics_corrupt]`,
      );
    }
  }));

test('refuses values that JSON cannot represent and records without a valid step', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    assert.match(
      messageOf(() => appendMetrics(log, { step: 1, loss: Number.NaN })),
      'loss  Expected a JSON value, got NaN.',
    );
    assert.throws(() => appendMetrics(log, { step: -1 }), /^internal: a metric record with step -1$/);
    assert.is(existsSync(log), false);
  }));

test('leaves no torn line on a full disk', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    appendMetrics(log, { step: 1 });
    assert.is(
      messageOf(() => appendMetrics(log, { step: 2 }, faultyFs({ capacity: 4 }).fs)),
      `${log}  Cannot write the file: the disk is full (4 of 11 bytes written). Free at least 11 bytes and try again. Any previous version is unchanged.  [disk_full]`,
    );
    assert.is(readFileSync(log, 'utf8'), '{"step":1}\n');
  }));

test('neither reads nor writes through a link', () =>
  inTemporaryFolder((folder) => {
    const log = join(folder, 'metrics.jsonl');
    writeFileSync(join(folder, 'victim'), '');
    symlinkSync(join(folder, 'victim'), log);
    assert.is(
      messageOf(() => readMetrics(log)),
      `${log}  Cannot read the file: it is a symbolic link.  [read_failed]`,
    );
    assert.match(
      messageOf(() => appendMetrics(log, { step: 1 })),
      'Cannot write the file: ELOOP (0 of 11 bytes written).',
    );
    assert.is(readFileSync(join(folder, 'victim'), 'utf8'), '');
  }));

test.run();

function lineEnd(bytes: Buffer, count: number): number {
  let end = 0;
  for (let i = 0; i < count; i++) end = bytes.indexOf('\n', end) + 1;
  return end;
}
