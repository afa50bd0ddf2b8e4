import { spawn } from 'node:child_process';
import type { Environment } from './cache';

/** How a child process ended; `started` is false if it could not be started. */
export interface Exit {
  readonly started: boolean;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildOptions {
  readonly env: Environment;
  /** Descriptor of an open file that receives the child's output. */
  readonly output?: number;
  /** Stops the child with SIGTERM, then with SIGKILL after {@link GRACE} milliseconds. */
  readonly signal?: AbortSignal | undefined;
}

const GRACE = 3000;

/**
 * Runs a command to its end. It runs in the root folder because Python's `-m` imports modules from the current folder.
 */
export function runChild(command: readonly string[], { env, output, signal }: ChildOptions): Promise<Exit> {
  const [program, ...args] = command as readonly [string, ...string[]];
  const target = output ?? 'ignore';
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: '/', env, stdio: ['ignore', target, target] });
    let force: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      force = setTimeout(() => child.kill('SIGKILL'), GRACE);
    };
    const end = (exit: Exit) => {
      clearTimeout(force);
      signal?.removeEventListener('abort', stop);
      resolve(exit);
    };
    child.once('error', () => end({ started: false, code: null, signal: null }));
    child.once('exit', (code, killedBy) => end({ started: true, code, signal: killedBy }));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
