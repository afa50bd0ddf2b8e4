import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { type Figure, figuresOfRun, figuresOfSweep, readRunRecord } from '@noprop/evaluation';
import { Command } from 'commander';
import { trajectoryOf } from '../figures/trajectory-of';
import { writeFigures } from '../report/write-figures';
import { writeRunReport, writeSweepReport } from '../report/write-reports';
import { sweepRecord } from '../sweep/sweep-record';

/** `noprop report PATH` */
export function reportCommand(): Command {
  return new Command('report')
    .summary('write the report of a run or sweep again')
    .description(
      'Example: noprop report runs/quickstart-1a2b3c4d\n\n' +
        "Write report.html (settings, tables, figures, the paper's numbers, the command behind each result), " +
        'results.json and results.csv, and measured.html and measured.json with times and memory. ' +
        'Every run and sweep writes them when it ends. ' +
        'Each page is a single file that needs no network. Equal results give equal bytes, except in the two measured files. ' +
        'The paths of the report and of all files written with --figures are printed.',
    )
    .argument('<path>', 'run folder or sweep folder')
    .option(
      '--trajectory',
      'runs only: add a figure of how the first test images go from noise to class (needs a checkpoint, the dataset and an engine)',
    )
    .option('--figures <folder>', 'also write every figure to this folder as <id>.svg and <id>.png, on white')
    .action(async (path: string, { trajectory = false, figures }: ReportFlags) => {
      const isSweep = existsSync(join(path, 'sweep.json'));
      if (isSweep && trajectory) throw trajectoryOfSweep(path);
      const { report, draw } = isSweep ? await reportSweep(path) : await reportRun(path, trajectory);
      const written = figures === undefined ? [] : writeFigures(figures, await draw());
      process.stdout.write([report, ...written].map((file) => `${file}\n`).join(''));
    });
}

interface ReportFlags {
  readonly trajectory?: boolean;
  readonly figures?: string;
}

interface Reported {
  /** Path of the report. */
  readonly report: string;
  /** Draws every figure of the report's pages. */
  readonly draw: () => Promise<readonly Figure[]>;
}

async function reportSweep(path: string): Promise<Reported> {
  const sweep = sweepRecord(path);
  return { report: await writeSweepReport(path, sweep), draw: () => figuresOfSweep(sweep) };
}

async function reportRun(path: string, trajectory: boolean): Promise<Reported> {
  const figures = trajectory ? [await trajectoryOf(path)] : [];
  const report = await writeRunReport(path, { figures });
  return { report, draw: async () => [...(await figuresOfRun(readRunRecord(path))), ...figures] };
}

const trajectoryOfSweep = (file: string): NopropError =>
  new NopropError(
    {
      code: 'trajectory_of_sweep',
      path: '',
      file,
      message: 'Expected a run folder with --trajectory, got a sweep folder.',
      hint: `Give the folder of one trial in ${join(file, 'trials')}.`,
    },
    exitCodes.usage,
  );
