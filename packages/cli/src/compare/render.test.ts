import type { ComparisonRow } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderComparison } from './render';

const test = suite('a comparison for people');

const row = (changes: Partial<ComparisonRow>): ComparisonRow => ({
  label: 'cell',
  name: 'cell',
  split: 'test',
  figure: 'accuracy',
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

test('without a spread nothing is said of spreads, and nothing of tolerances without one', () => {
  assert.equal(linesOf(row({})), [
    'pipeline  split  values  measured    paper  difference  in spreads',
    'cell      test    1 x 1   97.00 %  98.00 %       −1.00',
  ]);
});

test('a budget that all splits share is said once for all, else by pipeline, else by split', () => {
  const words = (label: string, split: 'test' | 'train', ...budget: readonly string[]) => row({ label, split, budget });
  const [, , , , , , ...lines] = linesOf(
    words('a', 'test', '1 epoch', 'CPU'),
    words('a', 'train', '1 epoch', 'CPU'),
    words('b', 'test', 'CPU', '5 test images'),
    words('b', 'train', 'CPU'),
  );
  assert.equal(lines, ['Different from the paper:', '  all: CPU', '  a: 1 epoch', '  b test: 5 test images']);
});

test('figures by eye, quoted ones, warnings, missing results and missed tolerances are told below', () => {
  const eye = { value: 0.98, source: 'Figure 7', readByEye: true };
  const quoted = { value: 0.98, source: 'Table 1', readByEye: false, quotedFrom: 'Hinton (2022)' };
  const lines = linesOf(
    row({ label: 'a', paper: eye, warnings: ['w'], expected: 'met' }),
    row({ label: 'b', paper: quoted, warnings: ['w'], failed: 2, expected: 'missed', reason: 'too far' }),
    { ...nothing, label: 'c', failed: 1 },
  );
  assert.equal(lines, [
    'pipeline  split  values      measured    paper  difference  in spreads  tolerance',
    'a         test    1 x 1       97.00 %  98.00 %       −1.00              met',
    'b         test    1 x 1       97.00 %  98.00 %       −1.00              missed',
    'c         test           not measured  98.00 %',
    '',
    'Not measured by the paper, or read by eye:',
    '  a: read off Figure 7 by eye',
    '  b: quoted by Table 1 from Hinton (2022)',
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

test('what failed is told by setting; what was dropped or is missing in one line each, and not in the table', () => {
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
    'pipeline  split  values      measured    paper  difference  in spreads',
    'a         test    1 x 1       97.00 %  98.00 %       −1.00',
    'a         train   1 x 1       97.00 %  98.00 %       −1.00',
    'c         test           not measured  98.00 %',
    '',
    'Without a result:',
    '  a: 1 failed',
    '  c: 1 failed',
    '  3 stopped by successive halving: b, c',
    '  130 missing: a, m1, m2, m3, m4 and 39 more',
  ]);
});

test('where nothing has a result there is no table; a tolerance is a row all the same', () => {
  const open: ComparisonRow = { ...nothing, missing: 1 };
  assert.equal(linesOf(open), ['No trial has a result.', '', 'Without a result:', '  1 missing: cell']);
  assert.equal(linesOf({ ...open, expected: 'missed', reason: 'it was not measured' }).slice(0, 2), [
    'pipeline  split  values      measured    paper  difference  in spreads  tolerance',
    'cell      test           not measured  98.00 %                          missed',
  ]);
});

test('what rounds to zero has no sign', () => {
  const [, line] = linesOf(row({ difference: -0.00004, inSpreads: -0.04 }));
  assert.is(line, 'cell      test    1 x 1   97.00 %  98.00 %        0.00         0.0');
});

test.run();
