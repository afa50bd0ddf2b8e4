import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeRunReport } from '../report/write-reports';
import { writeSweepReports } from '../sweep/reports';

/** `noprop report PATH` */
export function reportCommand(): Command {
  return new Command('report')
    .summary('write the report of a run or a sweep again')
    .description(
      'Example: noprop report runs/quickstart-1a2b3c4d\n\n' +
        'Writes report.html (what ran, tables, figures, the paper beside it, how to reproduce each number), results.json and results.csv, and measured.html and measured.json, which hold times and memory. ' +
        'Runs and sweeps do this at their end by themselves. ' +
        'Each page is one file that needs no network. Equal results give equal bytes, but for the two measured files.',
    )
    .argument('<path>', 'run folder, or folder of a sweep')
    .action(async (path: string) => {
      const isSweep = existsSync(join(path, 'sweep.json'));
      const report = isSweep ? (await writeSweepReports(path))[0] : await writeRunReport(path);
      process.stdout.write(`${report}\n`);
    });
}
