import { SingleBar } from 'cli-progress';
import type { InstallProgress } from '../../packages/engine/src/install';

export interface Progress {
  show(progress: InstallProgress): void;
  line(text: string): void;
  stop(): void;
}

/** Bars on a terminal; elsewhere one line at each start, quarter and end of a phase. */
export function createProgress(out: NodeJS.WriteStream): Progress {
  return out.isTTY && !process.env.CI && process.env.TERM !== 'dumb' ? createBars(out) : createLines(out);
}

function createBars(stream: NodeJS.WriteStream): Progress {
  const format = '{phase} {bar} {percentage}%  {done} of {size} MB  {eta_formatted} left';
  let bar: SingleBar | undefined;
  let running: string | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
    running = undefined;
  };
  return {
    show: ({ phase, done, total }) => {
      const text = { phase: phase.padEnd(8), done: megabytes(done), size: megabytes(total) };
      if (phase !== running) {
        stop();
        bar = new SingleBar({ stream, format, hideCursor: true, barsize: 30 });
        bar.start(total, done, text);
        running = phase;
      } else bar?.update(done, text);
      if (done === total) stop();
    },
    line: (text) => {
      stop();
      stream.write(`${text}\n`);
    },
    stop,
  };
}

/** Plain lines, few enough for a log file. */
export function createLines(out: Pick<NodeJS.WriteStream, 'write'>): Progress {
  let last = '';
  return {
    show: ({ phase, done, total }) => {
      const quarter = Math.floor((4 * done) / total);
      if (last === `${phase} ${quarter}`) return;
      last = `${phase} ${quarter}`;
      out.write(`${phase}: ${megabytes(done)} of ${megabytes(total)} MB\n`);
    },
    line: (text) => void out.write(`${text}\n`),
    stop: () => undefined,
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
