import { stringify } from 'csv-stringify/sync';
import { canonicalJson } from '../canonical/canonical-json';
import type { MetricRecord } from './metric-lines';

/**
 * The metric log as CSV (RFC 4180), for programs that cannot read JSON Lines: one row per record, maps flattened into
 * columns such as `terms.kl`, lists as JSON. A pure function of the records, so equal logs give equal bytes.
 *
 * @param leading columns to put first, if they occur; the others follow by name
 */
export function metricsCsv(records: readonly MetricRecord[], leading: readonly string[]): string {
  if (records.length === 0) return '';
  const rows = records.map((record) => new Map(cellsOf('', record)));
  const present = new Set(rows.flatMap((row) => [...row.keys()]));
  const first = leading.filter((name) => present.has(name));
  const columns = [...first, ...[...present].filter((name) => !first.includes(name)).sort()];
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
