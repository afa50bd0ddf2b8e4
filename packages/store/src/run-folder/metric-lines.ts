import { problem } from '../problem';
import { parseJson, readBytes } from './text';

/** One line of the metric log: the step after which it was measured, and the measured values. */
export interface MetricRecord {
  /** Number of training steps done, 0 or more. */
  readonly step: number;
  readonly [name: string]: unknown;
}

/** A record and its end in the log. */
export interface MetricLine {
  readonly record: MetricRecord;
  /** Bytes from the start of the log to the end of this line. */
  readonly end: number;
}

/**
 * Reads the complete lines of a metric log. Anything after the last newline is the torn line of a killed process.
 * @throws NopropError `metrics_corrupt` with the line number
 */
export function readMetricLines(path: string): readonly MetricLine[] {
  const bytes = readBytes(path) ?? Buffer.alloc(0);
  const lines: MetricLine[] = [];
  let begin = 0;
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
    const record = parseRecord(path, bytes.toString('utf8', begin, end));
    const last = lines.at(-1)?.record.step ?? 0;
    if (record === undefined || record.step < last) throw corrupt(path, lines.length + 1, last);
    begin = end + 1;
    lines.push({ record, end: begin });
  }
  return lines;
}

/** Whether a value is a valid step of a record. */
export function isStep(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parseRecord(path: string, line: string): MetricRecord | undefined {
  try {
    const value = parseJson(path, line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is MetricRecord {
  return typeof value === 'object' && value !== null && 'step' in value && isStep(value.step);
}

function corrupt(path: string, line: number, last: number): Error {
  return problem(
    'metrics_corrupt',
    path,
    `Line ${line} must be a JSON object with a step of ${last} or more.`,
    'The log is damaged or was edited. Repair or remove this line.',
  );
}
