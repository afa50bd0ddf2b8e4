import type { RunEvent, RunOutcome } from '@noprop/runner';
import type { ReportedRun } from '../progress/reporter';
import { writeRunReport } from './write-reports';

/**
 * Adds the report to a run that has ended. A report that cannot be written is only a warning: the run itself is saved.
 */
export async function withRunReport(outcome: RunOutcome, onEvent: (event: RunEvent) => void): Promise<ReportedRun> {
  try {
    return { ...outcome, report: await writeRunReport(outcome.run) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Cannot write the report: ${reason} The run itself is saved; try again with: npx noprop report ${outcome.run}`;
    onEvent({ event: 'warning', message });
    return outcome;
  }
}
