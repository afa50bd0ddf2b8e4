import { type ComparisonRow, differenceText, meanText } from '@noprop/evaluation';

/** What the summary shows of a row of `compare`. */
export type SummaryRow = Pick<ComparisonRow, 'label' | 'split' | 'measured' | 'paper' | 'difference'>;

/** A trial without a result. */
export interface SummaryFailure {
  readonly name: string;
  readonly reason: string;
}

/** A sweep as a Markdown table, e.g. for the page of a workflow run; below it the trials without a result and why. */
export function summaryMarkdown(rows: readonly SummaryRow[], failures: readonly SummaryFailure[] = []): string {
  const lines = rows.map((row) => line([text(row.label), row.split, ...figures(row)]));
  const table = [line(head), line(head.map((_, i) => (i < 2 ? '---' : '---:'))), ...lines].join('');
  const list = failures.map(({ name, reason }) => `- ${text(name)}: ${text(reason)}\n`).join('');
  return [
    rows.length === 0 ? 'No trial of this sweep has a result.\n' : table,
    list === '' ? '' : `\n**Without a result**\n\n${list}`,
  ].join('');
}

const head = ['', 'split', 'n', 'mean ± SD, %', 'paper, %', 'difference'];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function figures({ measured, paper, difference }: SummaryRow): readonly string[] {
  return [
    String(measured?.n ?? 0),
    measured === undefined ? '' : meanText(measured.mean, measured.sd),
    paper === undefined ? '' : meanText(paper.value, paper.spread),
    difference === undefined ? '' : differenceText(difference),
  ];
}

/** On one line, and without a character that Markdown or HTML would take for its own. */
const text = (given: string): string =>
  given
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&#]/g, (character) => `&#${character.charCodeAt(0)};`);
