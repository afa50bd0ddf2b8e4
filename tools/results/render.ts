import { paperCell } from '../../packages/evaluation/src/paper/paper-cell';
import type { PaperValues } from '../../packages/evaluation/src/paper/paper-values';
import { paper } from '../../packages/evaluation/src/paper/tables';
import type { ResultRecord } from '../../packages/evaluation/src/results/result-record';
import { countText, differenceText, meanText, spreadsText } from '../../packages/evaluation/src/statistics/number-text';
import { type Summary, summarize } from '../../packages/evaluation/src/statistics/summarize';

/** Records of one pipeline and training budget; they differ only in the seed. */
export interface Row {
  readonly name: string;
  readonly records: readonly [ResultRecord, ...ResultRecord[]];
  readonly summary: Summary;
  readonly paper: PaperValues | undefined;
}

/** The table of all results: in the paper's order, then pipelines that are not in the paper. */
export function renderResults(records: readonly ResultRecord[]): string {
  const rows = rowsOf(records);
  const cells = rows.map((row) => [
    `\`${row.records[0].pipeline.replace(/^pipelines\/(.+)\.yaml$/, '$1')}\``,
    accuracy(row),
    paperText(row),
    difference(row),
    epochs(row),
    `${row.summary.seeds} x ${row.summary.runs}`,
    device(row.records[0]),
    origin(row),
  ]);
  const head = [
    'pipeline',
    'test accuracy',
    'paper',
    'difference (in spreads)',
    'epochs',
    'seeds x runs',
    'on',
    'date, commit',
  ];
  const { seeds, runs, device: there } = paper.protocol;
  return [
    `\n${line(head)}${line(head.map(() => '---'))}${cells.map(line).join('')}`,
    `\nThe difference is in percentage points, and in units of the paper's spread, read as a standard deviation. `,
    `The paper has ${seeds} seeds x ${runs} inference runs, on a ${there.toUpperCase()}.\n\n`,
  ].join('');
}

export function rowsOf(records: readonly ResultRecord[]): readonly Row[] {
  const groups = new Map<string, ResultRecord[]>();
  for (const record of records) {
    const rest = record.overrides.filter((override) => !override.startsWith('seed='));
    const key = JSON.stringify([record.pipeline, rest, record.epochs]);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const rows = [...groups.values()].map((group): Row => {
    const all = group as [ResultRecord, ...ResultRecord[]];
    const name = all[0].pipeline.replace(/^pipelines\/(.+)\.yaml$/, '$1').replaceAll('/', '-');
    const summary = summarize(all.map(({ evaluation }) => evaluation.test.runs));
    return { name, records: all, summary, paper: paperCell(name) };
  });
  return rows.sort(
    (a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : epochsOf(a) - epochsOf(b)),
  );
}

/** By dataset, then by row of Table 1; a pipeline with a dataset but no row comes after the rows. */
function rank({ name }: Row): number {
  const { rows, quoted } = paper.table1;
  const slugs = [...rows, ...quoted].map(({ slug }) => slug);
  const datasets = Object.keys(paper.protocol.datasets);
  const [, dataset = '', slug = ''] = /-(mnist|cifar-100|cifar-10)-(.+)$/.exec(name) ?? [];
  if (!datasets.includes(dataset)) return Number.POSITIVE_INFINITY;
  const place = slugs.indexOf(slug);
  return datasets.indexOf(dataset) * (slugs.length + 1) + (place < 0 ? slugs.length : place);
}

const epochsOf = ({ records }: Row): number => records[0].epochs;

function paperText(row: Row): string {
  const note = noteOf(row, 'paper');
  return row.paper?.test === undefined ? (note ?? '-') : withNote(share(row.paper.test, row.paper.testSpread), note);
}

/** In percentage points, and in units of the paper's spread. */
function difference({ summary, paper: cell }: Row): string {
  if (cell?.test === undefined) return '-';
  const points = summary.mean - cell.test;
  const { testSpread } = cell;
  return withNote(differenceText(points), testSpread ? spreadsText(points / testSpread) : undefined);
}

/** With the number of test images, if it is not all of them. */
function accuracy(row: Row): string {
  const { images } = row.records[0].evaluation.test;
  const part =
    row.paper?.testImages === undefined || row.paper.testImages === images ? [] : [`${countText(images)} images`];
  return withNote(share(row.summary.mean, row.summary.sd), ...part, noteOf(row, 'accuracy'));
}

/** With what else in the training differs from the paper's. */
function epochs(row: Row): string {
  const [here, there] = [epochsOf(row), row.paper?.epochs];
  const { trainingImages, settings = [] } = row.records[0];
  const part = trainingImages === undefined ? [] : [`${countText(trainingImages)} training images`];
  return withNote(there === undefined ? `${here}` : `${here} of ${there}`, ...part, ...settings, noteOf(row, 'epochs'));
}

/** What the records' notes add to a cell. */
function noteOf({ records }: Pick<Row, 'records'>, cell: keyof NonNullable<ResultRecord['notes']>): string | undefined {
  const notes = records.flatMap(({ notes: each }) => (each?.[cell] === undefined ? [] : [each[cell]]));
  return notes.length === 0 ? undefined : [...new Set(notes)].join('; ');
}

const device = ({ machine }: ResultRecord): string => (machine.includes('no GPU') ? 'CPU' : 'GPU');

/** The latest day and the commits. */
function origin(row: Row): string {
  const days = row.records.map(({ date }) => date).sort();
  const commits = row.records.flatMap(({ commit }) => (commit === undefined ? [] : [commit.slice(0, 7)]));
  return [days.at(-1), ...new Set(commits), noteOf(row, 'date')].filter((each) => each !== undefined).join(', ');
}

export const share = (mean: number, spread: number | undefined): string => `${meanText(mean, spread)} %`;

function withNote(text: string, ...notes: readonly (string | undefined)[]): string {
  const given = notes.filter((note) => note !== undefined);
  return given.length === 0 ? text : `${text} (${given.join(', ')})`;
}

export const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
