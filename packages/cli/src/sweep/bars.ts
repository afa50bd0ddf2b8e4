import type { SweepCounts, SweepEvent } from '@noprop/runner';
import { MultiBar, type SingleBar } from 'cli-progress';
import { duration } from '../progress/format';
import { type SweepReporter, sweepLine } from './reporter';
import { timeLeft } from './time-left';
import { trialLabel } from './trial-label';

const WIDTH = 44;

/** A live table on a terminal: a row for the sweep, and below it one per running trial. */
export function createSweepBars(
  out: NodeJS.WritableStream,
  now: () => number = () => performance.now(),
): SweepReporter {
  const bars = new MultiBar({
    stream: out,
    format: '{label} {bar} {percentage}%  {text}',
    hideCursor: true,
    barsize: 20,
    clearOnComplete: true,
    // A line that scrolls above overwrites a bar, so an unchanged bar must be drawn again.
    forceRedraw: true,
    // The command handles signals.
    gracefulExit: false,
  });
  const rows = new Map<string, SingleBar>();
  const estimate = timeLeft(now);
  const draw = (key: string, label: string, total: number, done: number, text: string): void => {
    const shown = { label: fit(label), text };
    const bar = rows.get(key) ?? bars.create(total, 0, shown);
    rows.set(key, bar);
    bar.setTotal(total);
    bar.update(done, shown);
  };
  const drawSweep = (counts: SweepCounts): void => {
    const { completed, failed, stopped, left } = counts;
    const done = completed + failed + stopped;
    const parts = [`${completed} done`, `${failed} failed`, `${left} left`, estimate.text(left)];
    draw('sweep', 'sweep', done + left, done, parts.filter((part) => part !== '').join(', '));
  };
  const writeLine = (line: string): void => {
    // Logging before the first bar would start a timer that nothing stops.
    if (rows.size === 0) out.write(`${line}\n`);
    else {
      bars.log(`${line}\n`);
      bars.update();
    }
  };
  const show = (event: SweepEvent): void => {
    if (event.event === 'sweep-started') {
      writeLine(sweepLine(event) as string);
      drawSweep(event.counts);
    } else if (event.event === 'trial-started') {
      draw(event.trial.id, trialLabel(event.trial), 1, 0, event.resumed ? 'resuming' : 'starting');
    } else if (event.event === 'trial-progress') {
      const { trial, stage, done, total, secondsLeft } = event;
      const text = stage === 'evaluate' ? 'evaluating' : `${duration(secondsLeft ?? 0)} left`;
      draw(trial.id, trialLabel(trial), total, done, text);
    } else if (event.event === 'trial-finished') {
      const row = rows.get(event.trial.id);
      if (row !== undefined) bars.remove(row);
      rows.delete(event.trial.id);
      estimate.finished(event.seconds);
      drawSweep(event.counts);
      writeLine(sweepLine(event) as string);
    } else writeLine(sweepLine(event) as string);
  };
  return { show, print: writeLine, stop: () => bars.stop() };
}

/** Pads or cuts a label to one width. A long one keeps its end, which has the point and the seed. */
const fit = (label: string): string =>
  label.length <= WIDTH ? label.padEnd(WIDTH) : `…${label.slice(label.length - WIDTH + 1)}`;
