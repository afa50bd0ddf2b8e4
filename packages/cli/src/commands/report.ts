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
    .summary('write the report of a run or a sweep again')
    .description(
      'Example: noprop report runs/quickstart-1a2b3c4d\n\n' +
        'Writes report.html (what ran, tables, figures, the paper beside it, how to reproduce each number), results.json and results.csv, and measured.html and measured.json, which hold times and memory. ' +
        'Runs and sweeps do this at their end by themselves. ' +
        'Each page is one file that needs no network. Equal results give equal bytes, but for the two measured files. ' +
        "With --trajectory the report of a run also shows its first test images on their way from noise to a class, which takes its checkpoint, its dataset's files and an engine. " +
        'With --figures every figure of these pages is a file of its own besides; the paths are printed.',
    )
    .argument('<path>', 'run folder, or folder of a sweep')
    .option('--trajectory', 'of a run: show its first test images on their way from noise to a class')
    .option('--figures <folder>', 'write every figure into this folder, too: <id>.svg and <id>.png, on white paper')
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
  /** Draws every figure of its pages. */
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
      message: 'A run is wanted with --trajectory, found the folder of a sweep.',
      hint: `Give the folder of one trial: ${join(file, 'trials')}/...`,
    },
    exitCodes.usage,
  );
