import figure3 from './figure-3.json';
import figure7 from './figure-7.json';
import figure11 from './figure-11.json';
import protocol from './protocol.json';
import section from './section-4-6.json';
import table1 from './table-1.json';
import table2 from './table-2.json';
import table3 from './table-3.json';

/** The datasets of the paper, by the names that pipelines use. */
export const datasets = ['mnist', 'cifar-10', 'cifar-100'] as const;
export type DatasetName = (typeof datasets)[number];

/** An accuracy as printed, in percent; quoted ones have no spread. */
export interface Printed {
  readonly mean: number;
  readonly spread?: number;
}

export interface Cell {
  readonly train?: Printed;
  readonly test?: Printed;
}

type ByDataset<T> = Readonly<Record<DatasetName, T>>;

/** A row of Table 1 that the paper measured. */
export interface MeasuredRow {
  /** As in the names of pipelines: `noprop-dt-one-hot`. */
  readonly slug: string;
  readonly method: string;
  readonly embedding: string;
  readonly group: string;
  readonly cells: ByDataset<Required<Cell>>;
}

/** A row of Table 1 that the paper quotes. */
export interface QuotedRow {
  readonly slug: string;
  readonly method: string;
  readonly quotedFrom: string;
  /** Epochs of the quoted work, if it states them. */
  readonly epochs?: Readonly<Partial<Record<DatasetName, number>>>;
  /** Training images of the quoted work, if it holds some back. */
  readonly trainingImages?: Readonly<Partial<Record<DatasetName, number>>>;
  readonly cells: Readonly<Partial<Record<DatasetName, Cell>>>;
}

/** A row of Table 3. */
export interface SettingsRow {
  readonly dataset: string;
  readonly method: string;
  readonly epochs: number;
  readonly optimizer: string;
  readonly steps: number;
  readonly eta?: number;
}

/** A claim of section 4.6 as pairs of values; `above` claims that the first of each pair is the larger one. */
export interface Claim {
  readonly id: string;
  /** The claim in our own words. */
  readonly claim: string;
  readonly table: string;
  readonly metric: string;
  readonly relation: string;
  readonly datasets: readonly string[];
  /** Rows or bars by their slugs. */
  readonly pairs: readonly (readonly string[])[];
  /** Pairs whose printed values contradict the claim, ties included. */
  readonly exceptions: readonly { readonly dataset: string; readonly pair: readonly string[] }[];
  readonly note?: string;
}

/**
 * The numbers of the paper as printed, each file with its source: accuracies in percent, memory in GB, time in seconds.
 * Values from figures are read by eye.
 *
 * @paper table:1 table:2 table:3 fig:3 fig:7 fig:11 sec:4.6
 */
export const paper: {
  readonly protocol: {
    readonly seeds: number;
    readonly runs: number;
    readonly device: string;
    readonly datasets: ByDataset<{ readonly title: string; readonly train: number; readonly test: number }>;
  };
  readonly table1: { readonly rows: readonly MeasuredRow[]; readonly quoted: readonly QuotedRow[] };
  readonly table2: { readonly rows: readonly { readonly method: string; readonly gigabytes: ByDataset<number> }[] };
  readonly table3: {
    readonly batchSize: number;
    readonly learningRate: number;
    readonly weightDecay: number;
    readonly rows: readonly SettingsRow[];
  };
  readonly figure3: {
    readonly curves: readonly { readonly dataset: string; readonly method: string; readonly seconds: number }[];
  };
  readonly figure7: { readonly bars: ByDataset<Readonly<Record<string, Readonly<Record<string, number>>>>> };
  readonly figure11: { readonly bars: ByDataset<Readonly<Record<string, number>>> };
  readonly claims: readonly Claim[];
} = { protocol, table1, table2, table3, figure3, figure7, figure11, claims: section.claims };
