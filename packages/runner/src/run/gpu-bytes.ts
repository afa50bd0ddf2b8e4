import { execFileSync } from 'node:child_process';

/** Milliseconds to wait for the driver. */
const TIMEOUT = 10_000;

/**
 * GPU memory of a process in bytes, as the driver reports it: tensors, the allocator's reserve and the CUDA context
 * together. Table 2 of the paper reports the same quantity.
 *
 * @param command the driver's command-line tool
 * @returns undefined if the tool is missing or does not list the process, as in a container with its own process ids
 */
export function gpuBytesOf(pid: number, command = 'nvidia-smi'): number | undefined {
  const rows = answerOf(command)
    .split('\n')
    .map((row) => row.split(',').map((cell) => Number(cell.trim())))
    .filter(([process, mebibytes]) => process === pid && Number.isFinite(mebibytes));
  // A process has one row per GPU it uses.
  return rows.length === 0 ? undefined : rows.reduce((sum, [, mebibytes]) => sum + (mebibytes as number) * 2 ** 20, 0);
}

function answerOf(command: string): string {
  const query = ['--query-compute-apps=pid,used_memory', '--format=csv,noheader,nounits'];
  try {
    return execFileSync(command, query, { encoding: 'utf8', timeout: TIMEOUT, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // Without an answer the run continues and GPU memory stays unknown.
    return '';
  }
}
