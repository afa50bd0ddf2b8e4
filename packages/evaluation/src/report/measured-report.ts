import { reportFiles } from '@noprop/store';
import { curveOf } from '../figures/over-time/curve';
import { paperCell } from '../paper/paper-cell';
import { pointText } from '../record/point';
import type { RunRecord, SweepRecord } from '../record/record';
import { figures, type ReportFigure } from './figure/figure';
import { bytes, duration, NONE, percent } from './format';
import { type Content, html } from './html/html';
import { facts, pairs } from './html/pairs';
import { table } from './html/table';
import { page } from './page/page';
import { machineList } from './sections/environment';

export interface MeasuredReportData {
  readonly sweep: SweepRecord;
  readonly figures: readonly ReportFigure[];
}

interface Model {
  readonly label: string;
  readonly seed: number;
  readonly run: RunRecord;
}

/** The page of times and memory, which differ between equal runs. */
export function renderMeasuredReport({ sweep, figures: pictures }: MeasuredReportData): string {
  const models = sweep.trials.flatMap(({ name, point, seed, run }) =>
    run === undefined ? [] : [{ label: `${name} ${pointText(point)}`.trim(), seed, run }],
  );
  const total = models.reduce((sum, { run }) => sum + run.measured.trainingSeconds, 0);
  return page({
    kind: 'Times and memory',
    title: sweep.name,
    summary: html`<p class="lead">Times and memory, which differ between equal runs. Results are in the <a href="${reportFiles.report}">report</a>.</p>
${facts([
  ['Models', models.length, 'trained'],
  ['Training', duration(total), 'sum over all models'],
])}`,
    sections: [
      { id: 'times', title: 'Times', body: timeTable(models) },
      { id: 'memory', title: 'Memory', body: memoryTable(models) },
      { id: 'accuracy', title: 'Accuracy against time', body: html`${figures(pictures)}${timelineTable(models)}` },
      { id: 'machines', title: 'Machines', body: machineList(models.map(({ run }) => run)) },
    ],
    footer: html`<p>Results, figures and how to reproduce them: <a href="${reportFiles.report}">${reportFiles.report}</a>. The data of this page: <a href="${reportFiles.measuredJson}">${reportFiles.measuredJson}</a>.</p>`,
  });
}

function timeTable(models: readonly Model[]): Content {
  const splits = [...new Set(models.flatMap(({ run }) => Object.keys(run.measured.secondsPerImage)))];
  return table({
    id: 'table-times',
    caption: 'Wall-clock time of training, without evaluation, and of prediction per image',
    columns: [
      { head: 'Model' },
      { head: 'Seed', numeric: true },
      { head: 'Training', numeric: true },
      { head: 'Epochs', numeric: true },
      { head: 'Median epoch', numeric: true },
      ...splits.map((split) => ({ head: `${split}, ms per image`, numeric: true })),
    ],
    rows: models.map(({ label, seed, run: { measured } }) => [
      label,
      seed,
      duration(measured.trainingSeconds),
      measured.epochSeconds.length,
      duration(median(measured.epochSeconds)),
      ...splits.map((split) => milliseconds(measured.secondsPerImage[split])),
    ]),
  });
}

function memoryTable(models: readonly Model[]): Content {
  const found = models.filter(({ run: { measured } }) =>
    [measured.peakResidentBytes, measured.stepTensorBytes, measured.gpuBytes].some((value) => value !== undefined),
  );
  const paper = found.map(({ run }) => paperCell(run.plan.name)?.memoryGigabytes);
  const hasPaper = paper.some((gigabytes) => gigabytes !== undefined);
  return html`${table({
    id: 'table-memory',
    caption: 'Memory of each model’s training process',
    columns: [
      { head: 'Model' },
      { head: 'Seed', numeric: true },
      { head: 'Peak resident set', numeric: true },
      { head: 'Tensors per step', numeric: true },
      { head: 'GPU', numeric: true },
      ...(hasPaper ? [{ head: 'Paper’s GPU', numeric: true }] : []),
    ],
    rows: found.map(({ label, seed, run: { measured } }, i) => [
      label,
      seed,
      bytes(measured.peakResidentBytes),
      bytes(measured.stepTensorBytes),
      bytes(measured.gpuBytes),
      // With two decimals and in GB, as in Table 2.
      ...(hasPaper ? [paper[i] === undefined ? NONE : `${paper[i].toFixed(2)}\u00a0GB`] : []),
    ]),
  })}${
    found.length > 0 &&
    pairs([
      [
        'Peak resident set',
        'Peak main memory of the whole process, as the operating system counts it: engine, data and Node included.',
      ],
      [
        'Tensors per step',
        'Bytes of the tensors alive during a training step: parameters, optimizer state, batch and activations.',
      ],
      [
        'GPU',
        'Peak memory of the process on its GPU, as the driver reports it. The paper does not say how the memory in its Table 2 was measured, so compare methods on one device.',
      ],
    ])
  }`;
}

function timelineTable(models: readonly Model[]): Content {
  return table({
    id: 'table-timeline',
    caption: 'Test accuracy (%) by cumulative training time, without evaluations',
    columns: [
      { head: 'Model' },
      { head: 'Seed', numeric: true },
      { head: 'Epoch', numeric: true },
      { head: 'Training time', numeric: true },
      { head: 'Test accuracy', numeric: true },
    ],
    rows: models.flatMap(({ label, seed, run }) =>
      (curveOf([run])?.points ?? []).map(({ epoch, seconds, accuracy }) => [
        label,
        seed,
        epoch,
        duration(seconds),
        percent(accuracy),
      ]),
    ),
  });
}

const milliseconds = (seconds: number | undefined): string =>
  seconds === undefined ? NONE : (1000 * seconds).toPrecision(3);

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : sorted.length === 0
      ? undefined
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
