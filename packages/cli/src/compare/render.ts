import { type Comparison, type ComparisonRow, differenceText, meanText, spreadsText } from '@noprop/evaluation';
import { isOpen, withoutResult } from './without-result';

/**
 * A comparison for people: a table, then differences from the paper, caveats, failures, and results out of tolerance.
 * Trials that were not run to the end are not in the table.
 */
export function renderComparison({ rows }: Comparison): string {
  const hasTolerance = rows.some(({ expected }) => expected !== 'none');
  const head = [
    'pipeline',
    'split',
    'seeds x runs',
    'measured',
    'paper',
    'difference',
    'in SDs',
    ...(hasTolerance ? ['tolerance'] : []),
  ];
  const shown = rows.filter((row) => !isOpen(row));
  const table = [head, ...shown.map((row) => cellsOf(row, hasTolerance))];
  const spreads = shown.some(({ measured, paper }) => measured?.sd !== undefined || paper?.spread !== undefined);
  return [
    ...(shown.length === 0 ? ['No trial has a result.'] : aligned(table)),
    ...(spreads ? ['', SPREADS] : []),
    ...section('Differences from the paper:', budgets(rows)),
    ...section('Paper values quoted from elsewhere, or read by eye:', origins(shown)),
    ...section('Warnings:', [...new Set(rows.flatMap(({ warnings }) => warnings))]),
    ...section('Without a result:', withoutResult(rows)),
    ...section('Out of tolerance:', rows.filter(({ expected }) => expected === 'missed').map(missed)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const SPREADS =
  '± is the sample standard deviation (SD) over seeds and inference runs. The paper\'s ± is taken as an SD too; "in SDs" divides by it.';

function cellsOf(row: ComparisonRow, hasTolerance: boolean): readonly string[] {
  const { label, split, metric, measured, paper, difference, inSpreads, expected } = row;
  return [
    label,
    metric === 'accuracy' || metric === 'trainAccuracy' ? split : metric,
    measured === undefined ? '' : `${measured.seeds} x ${measured.runs}`,
    measured === undefined ? 'not measured' : `${meanText(measured.mean, measured.sd)} %`,
    paper === undefined ? '-' : `${meanText(paper.value, paper.spread)} %`,
    difference === undefined ? '' : differenceText(difference),
    inSpreads === undefined ? '' : spreadsText(inSpreads),
    ...(hasTolerance ? [expected === 'none' ? '' : expected] : []),
  ];
}

/** Differences in training budget; one that all rows, or all splits of a pipeline, share is printed once. */
function budgets(rows: readonly ComparisonRow[]): readonly string[] {
  const compared = rows.filter(({ paper, measured }) => paper !== undefined && measured !== undefined);
  const shared = (words: string): boolean =>
    compared.length > 1 && compared.every(({ budget }) => budget.includes(words));
  const common = (compared[0]?.budget ?? []).filter(shared);
  const lines = unique(compared.map(({ label }) => label)).flatMap((label) => {
    const splits = compared
      .filter((row) => row.label === label)
      .map(({ split, budget }) => ({ split, words: budget.filter((each) => !shared(each)).join(', ') }));
    const alike = new Set(splits.map(({ words }) => words)).size === 1;
    const shown = alike ? splits.slice(0, 1) : splits;
    return shown.flatMap(({ split, words }) => (words === '' ? [] : [`${label}${alike ? '' : ` ${split}`}: ${words}`]));
  });
  return [...(common.length === 0 ? [] : [`all: ${common.join(', ')}`]), ...lines];
}

function origins(rows: readonly ComparisonRow[]): readonly string[] {
  return unique(
    rows.flatMap(({ label, paper }) => [
      ...(paper?.readByEye === true ? [`${label}: read off ${paper.source} by eye`] : []),
      ...(paper?.quotedFrom === undefined ? [] : [`${label}: quoted in ${paper.source} from ${paper.quotedFrom}`]),
    ]),
  );
}

const missed = ({ label, metric, reason }: ComparisonRow): string => `${label} ${metric}: ${reason ?? ''}`;

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)];

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

/** Pads columns to equal widths, text aligned left and numbers right. */
function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column >= 2 && column <= 6 ? cell.padStart(width) : cell.padEnd(width);
  };
  return table.map((row) => row.map(pad).join('  ').trimEnd());
}
