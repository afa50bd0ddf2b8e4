import { join } from 'node:path';
import { gpuEnvironment, type Launch, visibleGpus } from '@noprop/runner';

const command = join(__dirname, '..', '..', 'bin', 'noprop.js');

/** How to start a trial: with this same command, and a GPU per slot if there are several. */
export function trialLauncher(jobs: number): (args: readonly string[], slot: number) => Launch {
  const gpus = jobs > 1 ? visibleGpus() : [];
  return (args, slot) => ({
    command: process.execPath,
    args: [...process.execArgv, command, ...args],
    env: gpuEnvironment(gpus, slot),
  });
}
