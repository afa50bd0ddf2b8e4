import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs a Node program in this terminal, forwards each signal to it once, and resolves to its exit code. */
export function passThrough(args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(process.execPath, args, { cwd, stdio: 'inherit' });
  const handedOn = new Set<NodeJS.Signals>(reachedByTerminal() ? ['SIGINT'] : []);
  const forward = (signal: NodeJS.Signals): void => {
    if (!handedOn.has(signal)) child.kill(signal);
    handedOn.add(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(() => {
    for (const signal of signals) process.off(signal, forward);
  });
}

/** A terminal sends Ctrl-C to the child, too. */
const reachedByTerminal = (): boolean => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
