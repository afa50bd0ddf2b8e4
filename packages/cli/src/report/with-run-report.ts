import type { RunEvent, RunOutcome } from '@noprop/runner';
import type { ReportedRun } from '../progress/reporter';
import { writeRunReport } from './write-reports';

/**
 * Adds the report to a run that has ended. What is wrong with a report is no fault of the run: it is told as a warning.
 */
export async function withRunReport(outcome: RunOutcome, sink: (event: RunEvent) => void): Promise<ReportedRun> {
  try {
    return { ...outcome, report: await writeRunReport(outcome.run) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `The report could not be written: ${why} The run keeps its record; try again with: npx noprop report ${outcome.run}`;
    sink({ event: 'warning', message });
    return outcome;
  }
}
