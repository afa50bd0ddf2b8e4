import { join } from 'node:path';
import {
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
import { trajectoryOf } from '../figures/trajectory-of';
import { rerunCommand } from './rerun-command';

export interface RunReportRequest {
  /** Whether a few test images are shown on their way from noise to a class, which needs data and an engine. */
  readonly trajectory?: boolean;
}

/**
 * Writes the report of a run into its folder, with its results and measured figures as files.
 *
 * @returns the path of the report
 * @throws NopropError `not_a_run`; for a trajectory what `trajectoryOf` refuses
 */
export async function writeRunReport(folder: string, { trajectory = false }: RunReportRequest = {}): Promise<string> {
  const { path } = openRunFolder(folder);
  const run = readRunRecord(path);
  const command = rerunCommand(openRunFolder(path).readPipeline());
  const figures = trajectory ? [await trajectoryOf(path)] : [];
  return write(folder, sweepOfRun(run, command), await runReport(run, { command, figures }));
}

/** The same for a sweep, into a folder that exists. */
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
