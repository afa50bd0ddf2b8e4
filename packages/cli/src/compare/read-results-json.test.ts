import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '@noprop/core/testing';
import { groupTrials, resultsJson, type SweepRecord } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readResultsJson } from './read-results-json';

const test = suite('readResultsJson');

let folder = '';
let file = '';

test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'noprop-results-'));
  file = join(folder, 'results.json');
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

const plan = { name: 'a', seed: 1, slots: {}, training: { epochs: 1, batchSize: 8 }, evaluation: [], expected: {} };
const test1 = { accuracy: 0.5, runs: [0.5], images: 10, chain: [], alone: [] };
const run = { planId: 'p', plan, status: 'completed', evaluation: { test: test1 } };
const trial = { id: 'p', name: 'a', point: {}, seed: 1, status: 'completed', run };

const hint =
  'This is not the results.json of a sweep or run, or it was damaged, edited or written by another version. Write it again with noprop report, or give the folder it was made from.';

const refusalOf = (text: string): readonly string[] => {
  writeFileSync(file, text);
  return messageOf(() => readResultsJson(file))
    .split('\n')
    .map((line) => line.replace(`${file}  `, '').replace(` ${hint}`, ''));
};

const withTrial = (changes: object): string =>
  JSON.stringify({ format: 1, name: 's', trials: [{ ...trial, ...changes }] });

test('reads what a report writes, with defaults for what it leaves out', () => {
  writeFileSync(
    file,
    JSON.stringify({ format: 1, name: 's', trials: [trial, { ...trial, status: 'missing', run: undefined }] }),
  );
  const sweep = readResultsJson(file);
  assert.equal([sweep.trials[0]?.command, sweep.trials[0]?.run?.warnings], ['', []]);
  assert.equal(sweep.trials[0]?.run?.environment, { engine: {} } as never);
  writeFileSync(file, resultsJson({ ...sweep, id: 'i', command: 'c' } as SweepRecord));
  const [group] = groupTrials(readResultsJson(file));
  assert.equal([group?.test?.mean, group?.missing.length], [0.5, 1]);
});

test('reports every missing key with the hint', () => {
  writeFileSync(file, '{}');
  assert.is(
    messageOf(() => readResultsJson(file)),
    ['format', 'name', 'trials'].map((key) => `${file}  Missing key "${key}". ${hint}  [missing_key]`).join('\n'),
  );
});

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['null', ['Expected a map, got null.  [wrong_type]']],
  ['{"format":2,"name":"s","trials":[]}', ['format  Expected 1, got 2.  [invalid_value]']],
  ['{"format":1,"name":"s","trials":{}}', ['trials  Expected a list, got a map.  [wrong_type]']],
  ['{"format":1,"name":"s","trials":[null]}', ['trials.0  Expected a map, got null.  [wrong_type]']],
  [withTrial({ name: undefined }), ['trials.0  Missing key "name".  [missing_key]']],
  [withTrial({ run: undefined }), ['trials.0  Missing key "run".  [missing_key]']],
  [
    withTrial({ status: 'done' }),
    [
      'trials.0.status  Expected one of completed, failed, interrupted, running, missing, stopped, got "done".  [not_a_choice]',
    ],
  ],
  [
    withTrial({ run: { ...run, plan: { ...plan, training: {} } } }),
    [
      'trials.0.run.plan.training  Missing key "batchSize".  [missing_key]',
      'trials.0.run.plan.training  Missing key "epochs".  [missing_key]',
    ],
  ],
  [
    withTrial({ run: { ...run, evaluation: { test: { ...test1, runs: ['0.5'] } } } }),
    ['trials.0.run.evaluation.test.runs.0  Expected a number, got "0.5".  [wrong_type]'],
  ],
];

for (const [text, expected] of cases) {
  test(`refuses: ${expected[0]}`, () => assert.equal([...refusalOf(text)].sort(), expected));
}

test('refuses invalid JSON', () => {
  const [line = ''] = refusalOf('{"format":1,');
  assert.match(line, /^Invalid JSON: .+\. {2}\[json_corrupt\]$/);
});

test.run();
