import { type ComparisonRow, differenceText, meanText, type TrialRecord } from '@noprop/evaluation';
import { fewNames } from '../compare/few-names';
import { isOpen } from '../compare/without-result';

/** A trial without a result. */
export interface SummaryTrial {
  readonly name: string;
  readonly status: Exclude<TrialRecord['status'], 'completed'>;
  /** Why it failed. */
  readonly reason?: string;
}

/**
 * A sweep as a Markdown table, for example on the page of a workflow run. Below it, a line per failed trial with its
 * reason, and a line per other status for the trials without a result.
 */
export function summaryMarkdown(rows: readonly ComparisonRow[], without: readonly SummaryTrial[] = []): string {
  const shown = rows.filter((row) => !isOpen(row));
  const lines = shown.map((row) => line([text(row.label), row.split, ...numbers(row)]));
  const table = [line(head), line(head.map((_, i) => (i < 2 ? '---' : '---:'))), ...lines].join('');
  const list = withoutResult(without).map((item) => `- ${item}\n`);
  return [
    shown.length === 0 ? 'No trial of this sweep has a result.\n' : table,
    list.length === 0 ? '' : `\n**Without a result**\n\n${list.join('')}`,
  ].join('');
}

function withoutResult(trials: readonly SummaryTrial[]): readonly string[] {
  const failed = trials.filter(({ status }) => status === 'failed');
  const open = (['stopped', 'interrupted', 'running', 'missing'] as const).flatMap((status) => {
    const names = trials.filter((trial) => trial.status === status).map(({ name }) => name);
    if (names.length === 0) return [];
    return [
      `${names.length} ${status}${status === 'stopped' ? ' by successive halving' : ''}: ${text(fewNames(names))}`,
    ];
  });
  return [...failed.map(({ name, reason }) => `${text(name)}: ${text(reason ?? 'unknown reason')}`), ...open];
}

const head = ['', 'split', 'n', 'mean ± SD, %', 'paper, %', 'difference'];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function numbers({ measured, paper, difference }: ComparisonRow): readonly string[] {
  return [
    String(measured?.n ?? 0),
    measured === undefined ? '' : meanText(measured.mean, measured.sd),
    paper === undefined ? '' : meanText(paper.value, paper.spread),
    difference === undefined ? '' : differenceText(difference),
  ];
}

/** Text on one line, with every character escaped that means something in Markdown or HTML. */
const text = (given: string): string =>
  given
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&#]/g, (character) => `&#${character.charCodeAt(0)};`);
