import type { EngineInfo } from '@noprop/engine';
import { gpuBytesOf } from './gpu-bytes';

/** What a run needed, in bytes: the most over all its parts. */
export interface RunMemory {
  /** Largest resident set of the training process until training ended: program, engine, dataset and tensors. */
  readonly peakResidentBytes: number;
  /**
   * What a training step holds, computed: parameters, optimizer slots and statistics of every group, and the tensors of the
   * step that are alive at once (batch, activations, gradients, new state). Only of compiled steps. The dataset and what
   * kernels need beside their results are not in it.
   */
  readonly stepTensorBytes?: number;
  /** Largest memory of the process on its GPUs at the end of an epoch, as the driver reports it. */
  readonly gpuBytes?: number;
}

/** Watches the memory of a training. */
export interface MemoryMeter {
  /** Asks the driver; a training on the CPU asks nobody. */
  sample(): void;
  /** @param stepTensorBytes 0 where it is not known */
  trained(stepTensorBytes: number): void;
  /** What is known by now. */
  memory(): RunMemory;
}

/**
 * @param earlier of the part of the run before this one
 * @param askGpu bytes of this process on its GPUs
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

/** Node gives it in units of 1024 bytes. */
const peakResident = (): number => process.resourceUsage().maxRSS * 1024;
