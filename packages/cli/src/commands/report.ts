import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
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
        'Each page is one file that needs no network. Equal results give equal bytes, but for the two measured files. ' +
        "With --trajectory the report of a run also shows its first test images on their way from noise to a class, which takes its checkpoint, its dataset's files and an engine.",
    )
    .argument('<path>', 'run folder, or folder of a sweep')
    .option('--trajectory', 'of a run: show its first test images on their way from noise to a class')
    .action(async (path: string, { trajectory = false }: { trajectory?: boolean }) => {
      const isSweep = existsSync(join(path, 'sweep.json'));
      if (isSweep && trajectory) throw trajectoryOfSweep(path);
      const report = isSweep ? (await writeSweepReports(path))[0] : await writeRunReport(path, { trajectory });
      process.stdout.write(`${report}\n`);
    });
}

const trajectoryOfSweep = (file: string): NopropError =>
  new NopropError(
    {
      code: 'trajectory_of_sweep',
      path: '',
      file,
      message: 'A run is wanted with --trajectory, found the folder of a sweep.',
      hint: `Give the folder of one trial: ${join(file, 'trials')}/...`,
    },
    exitCodes.usage,
  );
