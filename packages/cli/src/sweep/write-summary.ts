import { appendFileSync } from 'node:fs';
import { compareSweep } from './comparison';
import { summaryMarkdown } from './summary';
import { sweepRecord } from './sweep-record';

/** Appends a sweep's table to a Markdown file, e.g. that of `GITHUB_STEP_SUMMARY`. */
export function writeSummary(folder: string, file: string): void {
  const sweep = sweepRecord(folder);
  const { rows } = compareSweep(folder);
  const failures = sweep.trials
    .filter(({ status }) => status !== 'completed')
    .map(({ name, id, status, reason }) => ({ name: `${name}-${id.slice(0, 8)}`, reason: reason ?? status }));
  appendFileSync(file, `### ${sweep.name}\n\n${summaryMarkdown(rows, failures)}\n`);
}
