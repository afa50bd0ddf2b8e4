import { execFileSync } from 'node:child_process';

/** Names of the GPUs this process may use: those in CUDA_VISIBLE_DEVICES, otherwise all that the driver lists. */
export function visibleGpus(env: Readonly<Record<string, string | undefined>> = process.env): readonly string[] {
  const given = env.CUDA_VISIBLE_DEVICES;
  if (given !== undefined) return given.split(',').flatMap((name) => name.trim() || []);
  try {
    const query = ['--query-gpu=index', '--format=csv,noheader'];
    return execFileSync('nvidia-smi', query, {
      env: { ...env },
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .flatMap((line) => line.trim() || []);
  } catch {
    // Without a driver there is no GPU.
    return [];
  }
}

/** Environment that assigns a slot its GPU: with several GPUs, slots take turns. */
export function gpuEnvironment(gpus: readonly string[], slot: number): Readonly<Record<string, string>> {
  const gpu = gpus[slot % Math.max(gpus.length, 1)];
  return gpus.length < 2 || gpu === undefined ? {} : { CUDA_VISIBLE_DEVICES: gpu };
}
