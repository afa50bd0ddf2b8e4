import { percent } from '../progress/format';

/** A figure of a sweep beside the paper's; fractions. A row of `compare` is one. */
export interface SummaryRow {
  readonly label: string;
  readonly split: 'test' | 'train';
  /** Undefined where no trial completed. */
  readonly measured?: { readonly n: number; readonly mean: number; readonly sd?: number };
  readonly paper?: { readonly value: number; readonly spread?: number };
  /** Measured less the paper's. */
  readonly difference?: number;
}

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
    measured === undefined ? '' : withSpread(measured.mean, measured.sd),
    paper === undefined ? '' : withSpread(paper.value, paper.spread),
    difference === undefined ? '' : signed(difference),
  ];
}

/** `97.48 ± 0.12`; one value has no spread. */
const withSpread = (fraction: number, spread: number | undefined): string =>
  spread === undefined ? points(fraction) : `${points(fraction)} ± ${points(spread)}`;

/** With a true minus sign, so that it stands apart from a dash. */
function signed(difference: number): string {
  const size = points(Math.abs(difference));
  if (Number(size) === 0) return size;
  return `${difference < 0 ? '−' : '+'}${size}`;
}

const points = (fraction: number): string => percent(fraction).slice(0, -2);

/** On one line, and without a character that Markdown or HTML would take for its own. */
const text = (given: string): string =>
  given
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&#]/g, (character) => `&#${character.charCodeAt(0)};`);
