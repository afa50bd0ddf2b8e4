import type { EngineInfo } from '@noprop/engine';
import { gpuBytesOf } from './gpu-bytes';

/** Peak memory of a run in bytes, over all its processes. */
export interface RunMemory {
  /** Peak resident set of the training process up to the end of training: program, engine, dataset and tensors. */
  readonly peakResidentBytes: number;
  /**
   * Computed size of what a compiled training step holds: parameters, optimizer slots and statistics of every group,
   * plus the tensors of the step that are alive at once (batch, activations, gradients, new state). Excludes the
   * dataset and the workspace of kernels.
   */
  readonly stepTensorBytes?: number;
  /** Largest GPU memory of the process at the end of an epoch, as the driver reports it. */
  readonly gpuBytes?: number;
}

/** Tracks the peak memory of training. */
export interface MemoryMeter {
  /** Asks the driver for the GPU memory; does nothing on a CPU. */
  sample(): void;
  /** Marks the end of training. `stepTensorBytes` is 0 if unknown. */
  trained(stepTensorBytes: number): void;
  /** The peaks so far. */
  memory(): RunMemory;
}

/**
 * @param earlier peaks of the earlier processes of this run
 * @param askGpu returns the GPU memory of this process in bytes
 */
export function createMemoryMeter(
  { device }: Pick<EngineInfo, 'device'>,
  earlier: Partial<RunMemory> = {},
  askGpu: () => number | undefined = () => gpuBytesOf(process.pid),
): MemoryMeter {
  let [gpu, step] = [earlier.gpuBytes ?? 0, earlier.stepTensorBytes ?? 0];
  let resident: number | undefined;
  return {
    sample: () => {
      if (device === 'gpu') gpu = Math.max(gpu, askGpu() ?? 0);
    },
    trained: (stepTensorBytes) => {
      step = Math.max(step, stepTensorBytes);
      resident = peakResident();
    },
    memory: () => ({
      peakResidentBytes: Math.max(earlier.peakResidentBytes ?? 0, resident ?? peakResident()),
      ...(step > 0 && { stepTensorBytes: step }),
      ...(gpu > 0 && { gpuBytes: gpu }),
    }),
  };
}

/** Node reports maxRSS in units of 1024 bytes. */
const peakResident = (): number => process.resourceUsage().maxRSS * 1024;
