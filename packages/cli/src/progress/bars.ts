import type { RunEvent, StepEvent } from '@noprop/runner';
import { MultiBar, type SingleBar } from 'cli-progress';
import { duration, isAccuracy, percent, term } from './format';
import { lineOf } from './lines';
import type { Reporter } from './reporter';

/** Two bars on a terminal, for the whole run and the current pass; everything else scrolls above them. */
export function createBars(out: NodeJS.WritableStream): Reporter {
  const bars = new MultiBar({
    stream: out,
    format: '{name} {bar} {percentage}%  {text}',
    hideCursor: true,
    barsize: 24,
    clearOnComplete: true,
    // A line that scrolls above overwrites a bar, so an unchanged bar must be drawn again.
    forceRedraw: true,
    // The reporter handles signals.
    gracefulExit: false,
  });
  const shown = new Map<string, SingleBar>();
  const update = (key: string, total: number, done: number, name: string, text: string): void => {
    const bar = shown.get(key) ?? bars.create(total, 0, { name, text });
    shown.set(key, bar);
    bar.setTotal(total);
    bar.update(done, { name: name.padEnd(14), text });
  };
  const drop = (key: string): void => {
    const bar = shown.get(key);
    if (bar !== undefined) bars.remove(bar);
    shown.delete(key);
  };
  const writeLine = (line: string): void => {
    // Logging before the first bar would start a timer that nothing stops.
    if (shown.size === 0) {
      out.write(line);
      return;
    }
    bars.log(line);
    bars.update();
  };
  return {
    show: (event) => {
      if (event.event === 'step') {
        update(
          'run',
          event.steps,
          event.step,
          `epoch ${event.epoch}/${event.epochs}`,
          `${duration(event.secondsLeft)} left`,
        );
        update('pass', event.passSteps, event.passStep, event.passName, passText(event));
      } else if (event.event === 'evaluating') {
        drop('pass');
        update('evaluation', event.total, event.done, `evaluate ${event.split}`, `${event.done}/${event.total}`);
      } else {
        // An evaluation during training has ended, so its bar makes room for the next pass.
        if (event.event === 'progress') drop('evaluation');
        if (isWorthALine(event)) writeLine(`${lineOf(event)}\n`);
      }
    },
    stop: () => bars.stop(),
  };
}

function passText({ loss, metrics, imagesPerSecond }: StepEvent): string {
  const accuracy = Object.entries(metrics).find(([name]) => isAccuracy(name))?.[1];
  const parts = [
    term('loss', loss),
    accuracy === undefined ? '' : `accuracy ${percent(accuracy)}`,
    `${imagesPerSecond.toFixed(0)} images/s`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

const isWorthALine = ({ event }: RunEvent): boolean => !['finished', 'checkpoint', 'loading'].includes(event);
