import { exitCodes } from '@noprop/core';

/** What signals to this process ask for. */
export interface SweepSignals {
  /** Aborted with the name of the first signal: stop at a checkpoint. */
  readonly stop: AbortSignal;
  /** Aborted by the second one: stop at once. */
  readonly kill: AbortSignal;
  /** Exit code of the first signal. */
  readonly exitCode: () => number;
  /** Leaves signals to the system again. */
  readonly release: () => void;
}

const codes = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Watches for Ctrl-C and its like. `say` tells a person what happens. */
export function watchSweepSignals(say: (line: string) => void): SweepSignals {
  const [stop, kill] = [new AbortController(), new AbortController()];
  let code: number = exitCodes.interrupted;
  const handlers = Object.entries(codes).map(([name, exitCode]) => {
    const handler = (): void => {
      if (stop.signal.aborted) {
        say('killing the trials that are running.');
        kill.abort();
        return;
      }
      code = exitCode;
      say('stopping: running trials write a checkpoint; once more to kill them.');
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
