// Started by lock-file.test.ts: tries to lock a file, prints the outcome, and stays until it is killed or stdin closes.
import { NopropError } from '@noprop/core';
import { lockFile } from './lock-file';

const path = process.argv[2] ?? '';
try {
  lockFile(path);
  process.stdout.write('held\n');
  // Blocks the event loop like a training step. The timeout ends this process even if the test dies first.
  if (process.argv[3] === 'blocked') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof NopropError)) throw error;
  process.stdout.write(`${error.message}\n`);
}
