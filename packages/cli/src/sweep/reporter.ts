import type { SweepEvent } from '@noprop/runner';
import { duration, percent } from '../progress/format';
import { createSweepBars } from './bars';
import { trialLabel } from './trial-label';

/** Shows the events of a sweep. */
export interface SweepReporter {
  show(event: SweepEvent): void;
  /** Shows a line that is not an event. */
  print(line: string): void;
  /** Leaves the terminal clean. */
  stop(): void;
}

export interface SweepReporterFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface SweepStreams {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Bars on a terminal, a line per event elsewhere. With `json`, also prints every event to stdout. */
export function createSweepReporter({ json, quiet }: SweepReporterFlags, { out, err }: SweepStreams): SweepReporter {
  const inner = quiet ? createQuiet(err) : isTerminal(err) ? createSweepBars(err) : createSweepLines(err);
  return {
    ...inner,
    show: (event) => {
      if (json) out.write(`${JSON.stringify(event)}\n`);
      inner.show(event);
    },
  };
}

/** Plain lines, without the progress inside a trial. */
export function createSweepLines(out: NodeJS.WritableStream): SweepReporter {
  return {
    show: (event) => {
      const line = sweepLine(event);
      if (line !== undefined) out.write(`${line}\n`);
    },
    print: (line) => void out.write(`${line}\n`),
    stop: () => undefined,
  };
}

/** An event as a line; undefined for the progress of a trial. */
export function sweepLine(event: SweepEvent): string | undefined {
  switch (event.event) {
    case 'sweep-started': {
      const { completed, failed, left } = event.counts;
      return `sweep ${event.folder}: ${completed} completed, ${failed} failed, ${left} left`;
    }
    case 'trial-started':
      return `${event.resumed ? 'resume' : 'start'} ${trialLabel(event.trial)}`;
    case 'trial-progress':
      return undefined;
    case 'trial-warning':
      return `warning: ${trialLabel(event.trial)}: ${event.message}`;
    case 'trial-finished': {
      const accuracies = Object.entries(event.accuracy).map(([split, value]) => `${split} ${percent(value)}`);
      const outcome = [
        `${event.status} ${trialLabel(event.trial)}`,
        ...accuracies,
        `in ${duration(event.seconds)}`,
      ].join('  ');
      const reason = event.reason === undefined ? '' : `: ${event.reason.split('\n')[0]}`;
      return `${outcome}${reason} (${event.counts.left} left)`;
    }
  }
}

/** Shows only warnings and failures. */
function createQuiet(out: NodeJS.WritableStream): SweepReporter {
  const lines = createSweepLines(out);
  return {
    ...lines,
    show: (event) => {
      const isBad = event.event === 'trial-finished' && event.status === 'failed';
      if (isBad || event.event === 'trial-warning') lines.show(event);
    },
  };
}

const isTerminal = ({ isTTY }: SweepStreams['err']): boolean =>
  isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI;
