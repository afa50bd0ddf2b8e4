import { exitCodes } from '@noprop/core';

/** What the signals received so far ask for. */
export interface SweepSignals {
  /** Aborted by the first signal, with its name as reason: save a checkpoint and stop. */
  readonly stop: AbortSignal;
  /** Aborted by the second signal: stop at once. */
  readonly kill: AbortSignal;
  /** Exit code of the first signal. */
  readonly exitCode: () => number;
  /** Removes the signal handlers. */
  readonly release: () => void;
}

const codes = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Watches for Ctrl-C and other signals that end the process. `print` shows the user what happens. */
export function watchSweepSignals(print: (line: string) => void): SweepSignals {
  const [stop, kill] = [new AbortController(), new AbortController()];
  let code: number = exitCodes.interrupted;
  const handlers = Object.entries(codes).map(([name, exitCode]) => {
    const handler = (): void => {
      if (stop.signal.aborted) {
        print('Killing the running trials.');
        kill.abort();
        return;
      }
      code = exitCode;
      print('Stopping: running trials save a checkpoint first. Press Ctrl-C again to kill them now.');
      stop.abort(name);
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  return {
    stop: stop.signal,
    kill: kill.signal,
    exitCode: () => code,
    release: () => {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
