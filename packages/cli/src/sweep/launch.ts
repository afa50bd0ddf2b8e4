import { join } from 'node:path';
import { gpuEnvironment, type Launch, visibleGpus } from '@noprop/runner';

const command = join(__dirname, '..', '..', 'bin', 'noprop.js');

/** How trials are started: this very command, each slot with a GPU of its own where there are several. */
export function trialLauncher(jobs: number): (args: readonly string[], slot: number) => Launch {
  const gpus = jobs > 1 ? visibleGpus() : [];
  return (args, slot) => ({
    command: process.execPath,
    args: [...process.execArgv, command, ...args],
    env: gpuEnvironment(gpus, slot),
  });
}
