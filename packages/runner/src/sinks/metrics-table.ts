import { NopropError } from '@noprop/core';
import type { RunFolder } from '@noprop/store';
import type { RunEvent } from '../run/events';

/** Columns of `metrics.csv` that say where a record stands, before its figures. */
const LEADING = ['step', 'epoch', 'pass', 'passName', 'loss'];

/** Writes the metric log as a table beside it. It can be made again from the log, so a failure is a warning. */
export function writeMetricsTable(folder: RunFolder, sink: (event: RunEvent) => void): void {
  try {
    folder.writeMetricsTable(LEADING);
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    sink({ event: 'warning', message: `The run has no table of its metrics. ${error.message}` });
  }
}
