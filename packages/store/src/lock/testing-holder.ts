// Started by lock-file.test.ts: tries for the lock of a file, says how that went, and stays until it is killed or told.
import { NopropError } from '@noprop/core';
import { lockFile } from './lock-file';

const path = process.argv[2] ?? '';
try {
  lockFile(path);
  process.stdout.write('held\n');
  // The event loop is blocked as a training step blocks it; should the test die first, this process ends by itself.
  if (process.argv[3] === 'blocked') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof NopropError)) throw error;
  process.stdout.write(`${error.message}\n`);
}
