import { NopropError } from '@noprop/core';
import type { RunFolder } from '@noprop/store';
import type { RunEvent } from '../run/events';

/** Columns of `metrics.csv` that precede the metrics of a row. */
const LEADING = ['step', 'epoch', 'pass', 'passName', 'loss'];

/** Writes the metric log as a table next to it. The log has the same data, so a failure is only a warning. */
export function writeMetricsTable(folder: RunFolder, onEvent: (event: RunEvent) => void): void {
  try {
    folder.writeMetricsTable(LEADING);
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    onEvent({ event: 'warning', message: `Cannot write the table of metrics. ${error.message}` });
  }
}
