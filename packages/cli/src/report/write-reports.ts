import { join } from 'node:path';
import {
  type Figure,
  measuredJson,
  measuredReport,
  readRunRecord,
  resultsCsv,
  resultsJson,
  runReport,
  type SweepRecord,
  sweepOfRun,
  sweepReport,
} from '@noprop/evaluation';
import { openRunFolder, reportFiles, writeFileAtomic } from '@noprop/store';
import { rerunCommand } from './rerun-command';

export interface RunReportRequest {
  /** Additional figures, such as those that need the run's parameters. */
  readonly figures?: readonly Figure[];
}

/**
 * Writes the report of a run into its folder, with its results and its measurements (times, memory) as separate files.
 *
 * @returns the path of the report
 * @throws NopropError `not_a_run`
 */
export async function writeRunReport(folder: string, { figures = [] }: RunReportRequest = {}): Promise<string> {
  const { path } = openRunFolder(folder);
  const run = readRunRecord(path);
  const command = rerunCommand(openRunFolder(path).readPipeline());
  return write(folder, sweepOfRun(run, command), await runReport(run, { command, figures }));
}

/** Does the same for a sweep, whose folder must exist. */
export async function writeSweepReport(folder: string, sweep: SweepRecord): Promise<string> {
  return write(folder, sweep, await sweepReport(sweep));
}

async function write(folder: string, sweep: SweepRecord, report: string): Promise<string> {
  const contents = {
    json: resultsJson(sweep),
    csv: resultsCsv(sweep),
    measuredJson: measuredJson(sweep),
    measured: await measuredReport(sweep),
    report,
  };
  for (const [name, content] of Object.entries(contents))
    writeFileAtomic(join(folder, reportFiles[name as keyof typeof reportFiles]), content);
  return join(folder, reportFiles.report);
}
