import { exitCodes } from '@noprop/core';
import type { RunEvent, RunOutcome } from '@noprop/runner';
import { createBars } from './bars';
import { createLines, lineOf } from './lines';
import { renderResult } from './result';

/** Shows the events of a run. */
export interface Reporter {
  show(event: RunEvent): void;
  /** Leaves the terminal clean. */
  stop(): void;
}

export interface ReporterFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** A run that has ended, with the path of its report if it has one. */
export type ReportedRun = RunOutcome & { readonly report?: string };

/** Where a reporter writes: results to `out`, everything else to `err`. */
export interface Streams {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Runs with progress on stderr and the result on stdout. Ctrl-C saves a checkpoint before it stops. */
export async function withReporter(
  flags: ReporterFlags,
  run: (options: { onEvent: (event: RunEvent) => void; signal: AbortSignal }) => Promise<ReportedRun>,
  { out, err }: Streams = { out: process.stdout, err: process.stderr },
): Promise<void> {
  const reporter = flags.quiet ? createWarnings(err) : isTerminal(err) ? createBars(err) : createLines(err);
  const onEvent = (event: RunEvent): void => {
    if (flags.json && event.event !== 'finished') out.write(`${JSON.stringify(event)}\n`);
    reporter.show(event);
  };
  const interruption = watchSignals(reporter);
  try {
    const { run: folder, result, exitCode, report } = await run({ onEvent, signal: interruption.signal });
    reporter.stop();
    out.write(flags.json ? `${JSON.stringify({ ...result, run: folder })}\n` : renderResult(result, folder, report));
    process.exitCode = exitCode === exitCodes.interrupted ? interruption.exitCode() : exitCode;
  } finally {
    reporter.stop();
    interruption.stop();
  }
}

/** Shows only warnings. */
function createWarnings(out: NodeJS.WritableStream): Reporter {
  return {
    show: (event) => {
      if (event.event === 'warning') out.write(`${lineOf(event)}\n`);
    },
    stop: () => undefined,
  };
}

function isTerminal({ isTTY }: Streams['err']): boolean {
  return isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI;
}

/** The first signal saves and stops, a second one ends the process at once. */
function watchSignals(reporter: Reporter): { signal: AbortSignal; exitCode: () => number; stop: () => void } {
  const controller = new AbortController();
  const codes = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 };
  let code: number = exitCodes.interrupted;
  const handlers = Object.entries(codes).map(([name, exitCode]) => {
    const handler = (): void => {
      if (controller.signal.aborted) {
        reporter.stop();
        process.exit(exitCode);
      }
      code = exitCode;
      reporter.show({ event: 'warning', message: 'Stopping after this step. Press Ctrl-C again to quit now.' });
      controller.abort();
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  const stop = (): void => {
    for (const [name, handler] of handlers) process.off(name, handler);
  };
  return { signal: controller.signal, exitCode: () => code, stop };
}
