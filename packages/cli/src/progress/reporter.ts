import { exitCodes } from '@noprop/core';
import type { RunEvent, RunOutcome } from '@noprop/runner';
import { createBars } from './bars';
import { createLines } from './lines';
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

/** Runs with progress on stderr, results on stdout, and Ctrl-C that saves first. */
export async function withReporter(
  flags: ReporterFlags,
  run: (options: { sink: (event: RunEvent) => void; signal: AbortSignal }) => Promise<RunOutcome>,
): Promise<void> {
  const reporter = flags.quiet ? silent : isTerminal() ? createBars(process.stderr) : createLines(process.stderr);
  const sink = (event: RunEvent): void => {
    if (flags.json && event.event !== 'finished') process.stdout.write(`${JSON.stringify(event)}\n`);
    reporter.show(event);
  };
  const interruption = watchSignals();
  try {
    const { run: folder, result, exitCode } = await run({ sink, signal: interruption.signal });
    reporter.stop();
    process.stdout.write(flags.json ? `${JSON.stringify({ ...result, run: folder })}\n` : renderResult(result, folder));
    process.exitCode = exitCode === exitCodes.interrupted ? interruption.exitCode() : exitCode;
  } finally {
    reporter.stop();
    interruption.stop();
  }
}

const silent: Reporter = { show: () => undefined, stop: () => undefined };

function isTerminal(): boolean {
  return process.stderr.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI;
}

/** The first signal asks to save and stop, the second one ends the process at once. */
function watchSignals(): { signal: AbortSignal; exitCode: () => number; stop: () => void } {
  const controller = new AbortController();
  const codes = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 };
  let code: number = exitCodes.interrupted;
  const handlers = Object.entries(codes).map(([name, exitCode]) => {
    const handler = (): void => {
      if (controller.signal.aborted) process.exit(exitCode);
      code = exitCode;
      process.stderr.write('\nStopping after this step; once more to quit at once.\n');
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
