import type { ProcessOutput, ProcessPromise } from 'zx';

/** Shows the output of a process while it runs. */
export function showing(run: ProcessPromise): Promise<ProcessOutput> {
  run.stdout.on('data', (chunk) => process.stdout.write(chunk));
  run.stderr.on('data', (chunk) => process.stderr.write(chunk));
  return run;
}
