import { stringify } from 'csv-stringify/sync';
import { canonicalJson } from '../canonical/canonical-json';
import type { MetricRecord } from './metric-lines';

/**
 * The metric log as a table, for programs that read no JSON Lines (RFC 4180): a row for each record, maps taken apart into
 * columns such as `terms.kl`, lists as JSON. A pure function of the records, so equal logs give equal bytes.
 *
 * @param leading columns that come first, where there are such; the others follow by name
 */
export function metricsCsv(records: readonly MetricRecord[], leading: readonly string[]): string {
  if (records.length === 0) return '';
  const rows = records.map((record) => new Map(cellsOf('', record)));
  const found = new Set(rows.flatMap((row) => [...row.keys()]));
  const first = leading.filter((name) => found.has(name));
  const columns = [...first, ...[...found].filter((name) => !first.includes(name)).sort()];
  const table = rows.map((row) => columns.map((name) => row.get(name) ?? ''));
  return stringify([columns, ...table], { record_delimiter: '\r\n' });
}

type Cell = readonly [column: string, text: string];

function cellsOf(column: string, value: unknown): readonly Cell[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return [[column, value]];
  if (typeof value !== 'object' || Array.isArray(value)) return [[column, canonicalJson(value)]];
  return Object.entries(value).flatMap(([key, inner]) => cellsOf(column === '' ? key : `${column}.${key}`, inner));
}
