import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Variable with which the test runner marks the process of a test file; every process that it starts inherits it. */
export const markVariable = 'NOPROP_TEST_MARK';

/**
 * The processes that this test file has started, directly or not, and that still run: also those in other process
 * groups and those whose parent is gone. Linux only; elsewhere it finds none.
 */
export function startedProcesses(mark: string | undefined = process.env[markVariable]): readonly number[] {
  if (mark === undefined || process.platform !== 'linux') return [];
  const entry = `${markVariable}=${mark}`;
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((pid) => pid !== process.pid && environmentOf(pid).includes(entry));
}

/** Kills what {@link startedProcesses} finds and waits until nothing is left that could still write a file. */
export async function endStartedProcesses(mark?: string): Promise<void> {
  for (let left = startedProcesses(mark); left.length > 0; left = startedProcesses(mark)) {
    for (const pid of left) kill(pid);
    await sleep(10);
  }
}

/** Removes a folder in which started processes may still write. */
export async function removeFolder(folder: string): Promise<void> {
  await endStartedProcesses();
  rmSync(folder, { recursive: true, force: true });
}

/** Empty for a zombie, for a process that has just ended, and for one of another user. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
