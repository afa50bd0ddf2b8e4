import type { ComparisonRow } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderComparison } from './render';

const test = suite('renderComparison');

const row = (changes: Partial<ComparisonRow>): ComparisonRow => ({
  label: 'cell',
  name: 'cell',
  split: 'test',
  metric: 'accuracy',
  measured: { n: 1, seeds: 1, runs: 1, mean: 0.97 },
  failed: 0,
  stopped: 0,
  missing: 0,
  paper: { value: 0.98, source: 'Table 1', readByEye: false },
  difference: -0.01,
  budget: [],
  warnings: [],
  expected: 'none',
  ...changes,
});

const { measured: _measured, difference: _difference, ...nothing } = row({});

const linesOf = (...rows: readonly ComparisonRow[]): readonly string[] =>
  renderComparison({ rows, missed: 0 }).trimEnd().split('\n');

test('explains SDs and shows tolerances only if there are any', () => {
  assert.equal(linesOf(row({})), [
    'pipeline  split  seeds x runs  measured    paper  difference  in SDs',
    'cell      test          1 x 1   97.00 %  98.00 %       −1.00',
  ]);
});

test('lists a budget difference once if all rows share it, else per pipeline, else per split', () => {
  const words = (label: string, split: 'test' | 'train', ...budget: readonly string[]) => row({ label, split, budget });
  const [, , , , , , ...lines] = linesOf(
    words('a', 'test', '1 epoch', 'CPU'),
    words('a', 'train', '1 epoch', 'CPU'),
    words('b', 'test', 'CPU', '5 test images'),
    words('b', 'train', 'CPU'),
  );
  assert.equal(lines, ['Differences from the paper:', '  all: CPU', '  a: 1 epoch', '  b test: 5 test images']);
});

test('lists values read by eye, quoted values, warnings, missing results and missed tolerances', () => {
  const eye = { value: 0.98, source: 'Figure 7', readByEye: true };
  const quoted = { value: 0.98, source: 'Table 1', readByEye: false, quotedFrom: 'Hinton (2022)' };
  const lines = linesOf(
    row({ label: 'a', paper: eye, warnings: ['w'], expected: 'met' }),
    row({ label: 'b', paper: quoted, warnings: ['w'], failed: 2, expected: 'missed', reason: 'too far' }),
    { ...nothing, label: 'c', failed: 1 },
  );
  assert.equal(lines, [
    'pipeline  split  seeds x runs      measured    paper  difference  in SDs  tolerance',
    'a         test          1 x 1       97.00 %  98.00 %       −1.00          met',
    'b         test          1 x 1       97.00 %  98.00 %       −1.00          missed',
    'c         test                 not measured  98.00 %',
    '',
    'Paper values quoted from elsewhere, or read by eye:',
    '  a: read off Figure 7 by eye',
    '  b: quoted in Table 1 from Hinton (2022)',
    '',
    'Warnings:',
    '  w',
    '',
    'Without a result:',
    '  b: 2 failed',
    '  c: 1 failed',
    '',
    'Out of tolerance:',
    '  b accuracy: too far',
  ]);
});

test('lists failures per setting, and stopped or missing trials in one line each and not in the table', () => {
  const open = (label: string, counts: Partial<ComparisonRow>): ComparisonRow => ({ ...nothing, label, ...counts });
  const many = Array.from({ length: 43 }, (_, i) => open(`m${i + 1}`, { missing: 3 }));
  const lines = linesOf(
    row({ label: 'a', failed: 1, missing: 1 }),
    row({ label: 'a', split: 'train', failed: 1, missing: 1 }),
    open('b', { stopped: 2 }),
    open('c', { failed: 1, stopped: 1 }),
    ...many,
  );
  assert.equal(lines, [
    'pipeline  split  seeds x runs      measured    paper  difference  in SDs',
    'a         test          1 x 1       97.00 %  98.00 %       −1.00',
    'a         train         1 x 1       97.00 %  98.00 %       −1.00',
    'c         test                 not measured  98.00 %',
    '',
    'Without a result:',
    '  a: 1 failed',
    '  c: 1 failed',
    '  3 stopped by successive halving: b, c',
    '  130 missing: a, m1, m2, m3, m4 and 39 more',
  ]);
});

test('shows no table without results, except for rows with a tolerance', () => {
  const open: ComparisonRow = { ...nothing, missing: 1 };
  assert.equal(linesOf(open), ['No trial has a result.', '', 'Without a result:', '  1 missing: cell']);
  assert.equal(linesOf({ ...open, expected: 'missed', reason: 'not measured' }).slice(0, 2), [
    'pipeline  split  seeds x runs      measured    paper  difference  in SDs  tolerance',
    'cell      test                 not measured  98.00 %                      missed',
  ]);
});

test('shows no sign on a difference that rounds to zero', () => {
  const [, line] = linesOf(row({ difference: -0.00004, inSpreads: -0.04 }));
  assert.is(line, 'cell      test          1 x 1   97.00 %  98.00 %        0.00     0.0');
});

test.run();
