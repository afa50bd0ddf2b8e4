import { currentState } from './state';
import { tf } from './tf';

/** Memory held by tensors and by the process. */
export interface EngineMemory {
  /** Tensors that tfjs counts. */
  readonly tensors: number;
  /** Native handles; 0 where there is no native engine. */
  readonly handles: number;
  /** Bytes of those handles, or of tfjs's tensors. */
  readonly tensorBytes: number;
  /** Resident set of the process, bytes. */
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
