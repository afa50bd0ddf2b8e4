import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cell, datasets, paper } from './tables';

const test = suite('tables of the paper');

const filled = (cells: Readonly<Partial<Record<string, Cell>>>): readonly Cell[] =>
  Object.values(cells).flatMap((cell) => (cell === undefined ? [] : [cell]));

test('Table 1 has 13 rows x 3 datasets x train and test, and 7 quoted cells', () => {
  const { rows, quoted } = paper.table1;
  assert.is(rows.length, 13);
  assert.is(new Set([...rows, ...quoted].map(({ slug }) => slug)).size, 16);
  for (const { slug, cells } of rows) {
    assert.equal(Object.keys(cells), [...datasets], slug);
    for (const { train, test: measured } of filled(cells)) {
      for (const printed of [train, measured]) {
        assert.ok(printed !== undefined && printed.mean > 0 && printed.mean <= 100, slug);
        assert.ok(printed.spread !== undefined && printed.spread >= 0 && printed.spread < 11, slug);
      }
    }
  }
  const count = (cells: readonly Cell[]): number => cells.flatMap((cell) => Object.keys(cell)).length;
  assert.is(count(rows.flatMap(({ cells }) => filled(cells))), 78);
  assert.equal(
    quoted.map(({ slug, cells }) => [slug, count(filled(cells))]),
    [
      ['forward-forward', 1],
      ['forward-gradient', 4],
      ['difference-target-propagation', 2],
    ],
  );
  assert.is(
    quoted.flatMap(({ cells }) => filled(cells)).some(({ test: cell }) => cell?.spread !== undefined),
    false,
  );
});

test('Table 1 has the right sums over its 13 rows', () => {
  const sums = (pick: (cell: Required<Cell>) => number | undefined): readonly number[] =>
    datasets.map((dataset) => {
      const sum = paper.table1.rows.reduce((all, { cells }) => all + (pick(cells[dataset]) ?? 0), 0);
      return Number(sum.toFixed(2));
    });
  assert.equal(
    sums(({ test: { mean } }) => mean),
    [1285.18, 977.97, 466.48],
  );
  assert.equal(
    sums(({ test: { spread } }) => spread),
    [2.87, 11.11, 16.25],
  );
  assert.equal(
    sums(({ train: { mean } }) => mean),
    [1290.49, 1233.89, 960.49],
  );
  assert.equal(
    sums(({ train: { spread } }) => spread),
    [2.3, 12.76, 44.08],
  );
});

test('Table 2 has 5 methods x 3 datasets, and Table 3 a row for each of them', () => {
  assert.equal(
    paper.table2.rows.map(({ method, gigabytes }) => [method, ...datasets.map((dataset) => gigabytes[dataset])]),
    [
      ['Backprop', 0.87, 1.17, 1.73],
      ['NoProp-DT', 0.49, 0.64, 1.23],
      ['Adjoint', 2.32, 6.23, 6.45],
      ['NoProp-CT', 1.05, 0.45, 0.5],
      ['NoProp-FM', 1.06, 0.44, 0.49],
    ],
  );
  const of = (method: string) =>
    datasets.map(
      (dataset) => paper.table3.rows.find((row) => row.dataset === dataset && row.method === method)?.epochs,
    );
  assert.is(paper.table3.rows.length, 15);
  assert.equal(['Backprop', 'NoProp-DT', 'Adjoint', 'NoProp-CT', 'NoProp-FM'].map(of), [
    [100, 150, 150],
    [100, 150, 150],
    [2, 4, 4],
    [100, 500, 1000],
    [100, 500, 1000],
  ]);
});

test('Figures 7 and 11 have 18 and 9 bars, which agree with Table 1 to within the width of a line', () => {
  const { figure7, figure11, table1 } = paper;
  assert.is(
    datasets.flatMap((each) => Object.values(figure7.bars[each]).flatMap((bars) => Object.values(bars))).length,
    18,
  );
  assert.is(datasets.flatMap((each) => Object.values(figure11.bars[each])).length, 9);
  for (const dataset of datasets) {
    for (const embedding of ['one-hot', 'dim-20', 'prototype']) {
      const cell = table1.rows.find(({ slug }) => slug === `noprop-dt-${embedding}`)?.cells[dataset].test.mean ?? 0;
      const bars = [
        figure7.bars[dataset].softmax?.[embedding],
        ...(embedding === 'prototype' ? [figure11.bars[dataset].prototype] : []),
      ];
      for (const bar of bars) assert.ok(Math.abs((bar ?? 0) - cell) < 0.06, `${dataset} ${embedding}: ${bar}, ${cell}`);
    }
  }
});

test('every file names its source and is marked if it was read by eye', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
  const read = files.map((file) => JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Record<string, unknown>);
  assert.equal(
    files.map((file, i) => [file, read[i]?.source, read[i]?.readByEye]),
    [
      ['figure-11.json', 'Figure 11', true],
      ['figure-3.json', 'Figure 3', true],
      ['figure-7.json', 'Figure 7', true],
      ['protocol.json', 'Section 4', undefined],
      ['section-4-6.json', 'Section 4.6', undefined],
      ['table-1.json', 'Table 1', undefined],
      ['table-2.json', 'Table 2', undefined],
      ['table-3.json', 'Table 3', undefined],
    ],
  );
});

test.run();
