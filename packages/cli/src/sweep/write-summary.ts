import { appendFileSync } from 'node:fs';
import type { SweepRecord } from '@noprop/evaluation';
import { compareSweep } from './comparison';
import { summaryMarkdown } from './summary';

/** Appends the table of a sweep to a Markdown file, such as the one named by `GITHUB_STEP_SUMMARY`. */
export function writeSummary(sweep: SweepRecord, file: string): void {
  const { rows } = compareSweep(sweep);
  const without = sweep.trials.flatMap(({ name, id, status, reason }) =>
    status === 'completed'
      ? []
      : [{ name: `${name}-${id.slice(0, 8)}`, status, ...(reason !== undefined && { reason }) }],
  );
  appendFileSync(file, `### ${sweep.name}\n\n${summaryMarkdown(rows, without)}\n`);
}
