import { closeSync, constants, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Fs, nodeFs } from '../atomic/fs';
import { writeAll } from '../atomic/write-all';
import { type WriteProgress, writeFailure } from '../atomic/write-failure';
import { canonicalJson } from '../canonical/canonical-json';
import { isStep, type MetricRecord, readMetricLines } from './metric-lines';

/**
 * Appends a record as one line of canonical JSON, completely or not at all.
 * @throws NopropError `disk_full` or `write_failed`; `not_json` for a value that JSON cannot represent, such as NaN
 */
export function appendMetrics(path: string, record: MetricRecord, fs: Fs = nodeFs): void {
  if (!isStep(record.step)) throw new Error(`internal: a metric record with step ${record.step}`);
  const line = Buffer.from(`${canonicalJson(record)}\n`, 'utf8');
  const progress = { total: line.length, written: 0, renamed: false };
  withLog(path, constants.O_APPEND | constants.O_CREAT, progress, (log) => {
    const before = fstatSync(log).size;
    try {
      writeAll(fs, log, line, (count) => {
        progress.written += count;
      });
    } catch (error) {
      ftruncateSync(log, before);
      throw error;
    }
  });
}

/**
 * Reads the log, leaving out the unfinished last line of a killed process. Lines written by version 0.1 have the key
 * `figures`; they are returned with `metrics` in its place.
 * @throws NopropError `metrics_corrupt` with the line number
 */
export function readMetrics(path: string): readonly MetricRecord[] {
  return readMetricLines(path).map((line) => withMetrics(line.record));
}

/**
 * Truncates the log after the last record of a step, so that a run resumed from that step's checkpoint logs each step
 * once and its log ends up identical to that of an uninterrupted run.
 * @returns the number of complete records removed
 */
export function truncateMetrics(path: string, toStep: number): number {
  if (!existsSync(path)) return 0;
  const lines = readMetricLines(path);
  const kept = lines.filter(({ record }) => record.step <= toStep);
  withLog(path, 0, noProgress, (log) => {
    ftruncateSync(log, kept.at(-1)?.end ?? 0);
    fsyncSync(log);
  });
  return lines.length - kept.length;
}

/** Waits until the log's lines are on disk. Does nothing if there is no log. */
export function syncMetrics(path: string): void {
  if (!existsSync(path)) return;
  withLog(path, 0, noProgress, (log) => {
    fsyncSync(log);
    nodeFs.syncFolder(dirname(path));
  });
}

function withMetrics(record: MetricRecord): MetricRecord {
  const { figures, ...rest } = record;
  return figures === undefined ? record : { metrics: figures, ...rest };
}

const noProgress: WriteProgress = { total: 0, written: 0, renamed: false };

function withLog(path: string, flags: number, progress: WriteProgress, operation: (descriptor: number) => void): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW | flags, 0o644);
    operation(descriptor);
  } catch (error) {
    throw writeFailure(path, error, progress);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
