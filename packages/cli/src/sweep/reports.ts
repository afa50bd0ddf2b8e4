import { writeSweepReport } from '../report/write-reports';
import { sweepRecord } from './sweep-record';

/**
 * Writes what is told of a sweep beside its trials: the report, results and measured figures.
 *
 * @returns the path of the report, first
 */
export async function writeSweepReports(folder: string): Promise<readonly [report: string]> {
  return [await writeSweepReport(folder, sweepRecord(folder))];
}
