import type { PaperValues } from './paper-values';
import { type DatasetName, type MeasuredRow, type Printed, paper, type QuotedRow } from './tables';

/**
 * The paper's values for the experiment of this pipeline; undefined if it has none, e.g. for twins under `smoke/`.
 *
 * Known names are `table-1-<dataset>-<row>`, `figure-7-<dataset>-<head>-<embedding>` and `figure-11-<dataset>-<start>`.
 * One-hot cells of Table 1 also have the memory of Table 2 and the time of Figure 3. Softmax bars of Figure 7 and
 * prototype bars of Figure 11 are cells of Table 1 too, and have its exact values.
 */
export function paperCell(name: string): PaperValues | undefined {
  const match = /^(table-1|figure-7|figure-11)-(mnist|cifar-100|cifar-10)-(.+)$/.exec(name);
  if (match === null) return undefined;
  const [, place, , row] = match as unknown as [string, string, string, string];
  const dataset = match[2] as DatasetName;
  if (place === 'table-1') return measured(name, 'Table 1', dataset, row) ?? quoted(name, dataset, row);
  return place === 'figure-7' ? headBar(name, dataset, row) : startBar(name, dataset, row);
}

/** Values of a row of Table 1, with the settings of Table 3. */
function measured(name: string, source: string, dataset: DatasetName, slug: string): PaperValues | undefined {
  const row = paper.table1.rows.find((each) => each.slug === slug);
  if (row === undefined) return undefined;
  const { train, test } = row.cells[dataset];
  const { method, embedding } = row;
  return {
    ...shared(name, source, dataset, method, embedding),
    variant: embedding,
    ...accuracies(test, train),
    ...(embedding === 'one-hot' ? resources(dataset, method) : {}),
  };
}

function quoted(name: string, dataset: DatasetName, slug: string): PaperValues | undefined {
  const row: QuotedRow | undefined = paper.table1.quoted.find((each) => each.slug === slug);
  const cell = row?.cells[dataset];
  if (row === undefined || cell === undefined) return undefined;
  const { method, quotedFrom, epochs, trainingImages } = row;
  return {
    name,
    source: 'Table 1',
    readByEye: false,
    quotedFrom,
    method,
    dataset,
    ...accuracies(cell.test, cell.train),
    testImages: paper.protocol.datasets[dataset].test,
    ...(epochs?.[dataset] === undefined ? {} : { epochs: epochs[dataset] }),
    ...(trainingImages?.[dataset] === undefined ? {} : { trainingImages: trainingImages[dataset] }),
  };
}

/** A bar of Figure 7: `softmax-one-hot`, `radial-dim-20`. */
function headBar(name: string, dataset: DatasetName, bar: string): PaperValues | undefined {
  const [, head, embedding] = /^(softmax|radial)-(.+)$/.exec(bar) ?? [];
  if (head === undefined || embedding === undefined) return undefined;
  const variant = `${head}, ${embedding}`;
  if (head === 'softmax') {
    const cell = measured(name, 'Figure 7', dataset, `noprop-dt-${embedding}`);
    return cell && { ...onlyTest(cell), variant };
  }
  const mean = own(paper.figure7.bars[dataset].radial, embedding);
  return mean === undefined
    ? undefined
    : {
        ...shared(name, 'Figure 7', dataset, 'NoProp-DT', embedding),
        readByEye: true,
        variant,
        ...accuracies({ mean }),
      };
}

/** A bar of Figure 11, named by the init of the image-size embedding. */
function startBar(name: string, dataset: DatasetName, start: string): PaperValues | undefined {
  if (start === 'prototype') {
    const cell = measured(name, 'Figure 11', dataset, 'noprop-dt-prototype');
    return cell && onlyTest(cell);
  }
  const mean = own(paper.figure11.bars[dataset], start);
  if (mean === undefined) return undefined;
  const base = shared(name, 'Figure 11', dataset, 'NoProp-DT', 'prototype');
  return { ...base, readByEye: true, variant: start, ...accuracies({ mean }) };
}

/** What all measurements of the paper share: its protocol and the method's row of Table 3. */
function shared(name: string, source: string, dataset: DatasetName, method: MeasuredRow['method'], embedding: string) {
  const { seeds, runs, device } = paper.protocol;
  const { train, test } = paper.protocol.datasets[dataset];
  const row = paper.table3.rows.find((each) => each.dataset === dataset && each.method === method);
  if (row === undefined) throw new Error(`internal: Table 3 has no row for ${method} on ${dataset}`);
  const { batchSize, learningRate, weightDecay } = paper.table3;
  const { epochs, optimizer, steps, eta } = row;
  const settings = { optimizer, learningRate, weightDecay, batchSize, steps, ...(eta === undefined ? {} : { eta }) };
  const protocol = { seeds, runs, device, trainingImages: train, testImages: test };
  return { name, source, readByEye: false, method, embedding, dataset, epochs, settings, ...protocol };
}

function resources(dataset: DatasetName, method: string): Pick<PaperValues, 'memoryGigabytes' | 'endSeconds'> {
  const memory = paper.table2.rows.find((row) => row.method === method)?.gigabytes[dataset];
  const end = paper.figure3.curves.find((curve) => curve.method === method && curve.dataset === dataset)?.seconds;
  return {
    ...(memory === undefined ? {} : { memoryGigabytes: memory }),
    ...(end === undefined ? {} : { endSeconds: end }),
  };
}

function accuracies(test: Printed | undefined, train?: Printed): Partial<PaperValues> {
  return {
    ...(test === undefined ? {} : { test: fraction(test.mean) }),
    ...(test?.spread === undefined ? {} : { testSpread: fraction(test.spread) }),
    ...(train === undefined ? {} : { train: fraction(train.mean) }),
    ...(train?.spread === undefined ? {} : { trainSpread: fraction(train.spread) }),
  };
}

/** Figures 7 and 11 show the test split only, without memory and time. */
function onlyTest(cell: PaperValues): PaperValues {
  const { train: _train, trainSpread: _spread, memoryGigabytes: _memory, endSeconds: _end, ...rest } = cell;
  return rest;
}

/** A bar by its name; undefined for inherited properties such as `constructor`. */
const own = (bars: Readonly<Record<string, number>> | undefined, name: string): number | undefined =>
  bars !== undefined && Object.hasOwn(bars, name) ? bars[name] : undefined;

/** 99.47 -> 0.9947, without the rounding error of a binary division. */
const fraction = (percent: number): number => Number((percent / 100).toFixed(6));
