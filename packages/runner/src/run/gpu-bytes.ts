import { execFileSync } from 'node:child_process';

/** Milliseconds that the driver may take to answer. */
const PATIENCE = 10_000;

/**
 * Memory of a process on its GPUs, in bytes, as the driver reports it: tensors, the allocator's reserve and the CUDA
 * context together, which is what Table 2 of the paper tells of, too.
 *
 * @param command the driver's tool
 * @returns undefined where the tool is missing or does not know the process, as in a container with process numbers of its own
 */
export function gpuBytesOf(pid: number, command = 'nvidia-smi'): number | undefined {
  const rows = answerOf(command)
    .split('\n')
    .map((row) => row.split(',').map((cell) => Number(cell.trim())))
    .filter(([process, mebibytes]) => process === pid && Number.isFinite(mebibytes));
  // A process has a row on each GPU that it uses.
  return rows.length === 0 ? undefined : rows.reduce((sum, [, mebibytes]) => sum + (mebibytes as number) * 2 ** 20, 0);
}

function answerOf(command: string): string {
  const asked = ['--query-compute-apps=pid,used_memory', '--format=csv,noheader,nounits'];
  try {
    return execFileSync(command, asked, { encoding: 'utf8', timeout: PATIENCE, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // Without an answer there is no figure; the run goes on.
    return '';
  }
}
