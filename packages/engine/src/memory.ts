import { currentState } from './state';
import { tf } from './tf';

/** Memory held by tensors and by the process. */
export interface EngineMemory {
  /** Number of tensors that tfjs counts. */
  readonly tensors: number;
  /** Number of native handles; 0 without a native engine. */
  readonly handles: number;
  /** Bytes behind those handles, or of tfjs's tensors without a native engine. */
  readonly tensorBytes: number;
  /** Resident memory of the process in bytes. */
  readonly residentBytes: number;
}

export function engineMemory(): EngineMemory {
  const binding = currentState()?.binding;
  const { numTensors, numBytes } = tf.memory();
  return {
    tensors: numTensors,
    handles: binding?.getNumOfTensors() ?? 0,
    tensorBytes: binding?.liveBytes ?? numBytes,
    residentBytes: process.memoryUsage.rss(),
  };
}
