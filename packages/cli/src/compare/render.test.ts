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
  paper: { value: 0.98, source: 'Table 1', readByEye: false },
  difference: -0.01,
  budget: [],
  warnings: [],
  expected: 'none',
  ...changes,
});

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
  const { measured: _measured, difference: _difference, ...unmeasured } = row({ label: 'c', failed: 1 });
  const lines = linesOf(
    row({ label: 'a', paper: eye, warnings: ['w'], expected: 'met' }),
    row({ label: 'b', paper: quoted, warnings: ['w'], failed: 2, expected: 'missed', reason: 'too far' }),
    unmeasured,
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
    '  b: 2 trials',
    '  c: 1 trial',
    '',
    'Out of tolerance:',
    '  b accuracy: too far',
  ]);
});

test.run();
