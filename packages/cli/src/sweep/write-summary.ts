import { appendFileSync } from 'node:fs';
import { compareSweep } from './comparison';
import { summaryMarkdown } from './summary';
import { sweepRecord } from './sweep-record';

/** Appends a sweep's table to a Markdown file, e.g. that of `GITHUB_STEP_SUMMARY`. */
export function writeSummary(folder: string, file: string): void {
  const sweep = sweepRecord(folder);
  const { rows } = compareSweep(folder);
  const without = sweep.trials.flatMap(({ name, id, status, reason }) =>
    status === 'completed'
      ? []
      : [{ name: `${name}-${id.slice(0, 8)}`, status, ...(reason !== undefined && { reason }) }],
  );
  appendFileSync(file, `### ${sweep.name}\n\n${summaryMarkdown(rows, without)}\n`);
}
