import type { Summary } from '../../statistics/summarize';
import { percent, plural, points, range, spreads, withSpread } from '../format';
import { type Content, html } from '../html/html';
import { table } from '../html/table';
import type { ResultRow } from '../parts';

/** The table of accuracies, each next to the paper's. */
export function resultsTable(rows: readonly ResultRow[]): Content {
  const expected = rows.some((row) => row.expected !== 'none');
  const paper = rows.some((row) => row.paper !== undefined);
  return table({
    id: 'table-results',
    caption: html`Accuracy (%): mean ± sample standard deviation (SD) over all values (seeds × inference runs), standard error (SE) of the mean, and its 95 % bootstrap interval.${paper ? ' The paper’s ± is read as a standard deviation. The difference is in percentage points, then in SDs of the paper.' : ''}`,
    columns: [
      { head: 'Method' },
      { head: 'Split', short: true },
      { head: 'Mean ± SD', numeric: true },
      { head: 'SE', numeric: true },
      { head: '95 % interval', numeric: true },
      { head: 'Values', short: true },
      ...(paper
        ? [
            { head: 'Paper', numeric: true },
            { head: 'Difference', numeric: true },
            { head: 'In SDs', numeric: true },
          ]
        : []),
      ...(expected ? [{ head: 'Expectation' }] : []),
    ],
    rows: rows.map((row) => [
      row.anchor === undefined ? row.label : html`<a href="#${row.anchor}">${row.label}</a>`,
      row.split,
      html`<strong>${withSpread(row.measured?.mean, row.measured?.sd)}</strong>`,
      percent(row.measured?.se),
      range(row.measured?.interval),
      row.measured === undefined ? 'not measured' : values(row.measured),
      ...(paper ? [paperCell(row.paper), points(row.difference), spreads(row.inSpreads)] : []),
      ...(expected ? [verdict(row)] : []),
    ]),
  });
}

/** Differences from the paper's budget, settings and device by method; undefined if there are none. */
export function budgetList(rows: readonly ResultRow[]): Content {
  const byText = new Map<string, string[]>();
  for (const { label, budget } of rows) {
    if (budget.length === 0) continue;
    const text = budget.join('; ');
    const labels = byText.get(text) ?? [];
    if (!labels.includes(label)) labels.push(label);
    byText.set(text, labels);
  }
  if (byText.size === 0) return undefined;
  return html`<p>These runs differ from the paper as listed. As long as they do, a difference in accuracy may come from that rather than from the method.</p>
${table({
  id: 'table-budget',
  caption: 'Differences from the paper’s budget, settings and device',
  columns: [{ head: 'Method' }, { head: 'Differences' }],
  rows: [...byText].map(([text, labels]) => [labels.map((label) => html`<div>${label}</div>`), text]),
})}`;
}

/** `3 seeds × 5 runs` */
const values = ({ seeds, runs, n }: Summary): string =>
  n === seeds * runs
    ? `${plural(seeds, 'seed')} × ${plural(runs, 'run')}`
    : `${plural(n, 'value')} of ${plural(seeds, 'seed')}`;

/** The paper's value with its source, and a note if it was read by eye or quoted. */
function paperCell(paper: ResultRow['paper']): Content {
  const notes = [
    ...(paper?.source === undefined ? [] : [paper.source]),
    ...(paper?.readByEye ? ['read by eye'] : []),
    ...(paper?.quotedFrom === undefined ? [] : [`quoted from ${paper.quotedFrom}`]),
  ];
  return html`${withSpread(paper?.value, paper?.spread)}${notes.length > 0 && html`<small>${notes.join(', ')}</small>`}`;
}

function verdict({ expected, reason }: ResultRow): Content {
  if (expected === 'none') return 'none set';
  if (expected === 'met') return html`<span class="good">within tolerance</span>`;
  return html`<span class="bad">missed</span>${reason && html`<small>${reason}</small>`}`;
}
