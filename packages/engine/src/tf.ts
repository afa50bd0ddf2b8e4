import * as tfjs from '@tensorflow/tfjs';
import { EngineError } from './errors';
import { isTracing } from './state';

/** tfjs functions that draw random numbers on the host. Tracing them would freeze the numbers into the graph. */
const HOST_RANDOM = [
  'dropout',
  'multinomial',
  'rand',
  'randomGamma',
  'randomNormal',
  'randomStandardNormal',
  'randomUniform',
  'randomUniformInt',
  'truncatedNormal',
] as const;

type HostRandom = (typeof HOST_RANDOM)[number];

/**
 * The TensorFlow.js namespace on the engine's backend, with gradients registered. Functions that draw
 * random numbers on the host throw while a compiled function is being traced.
 */
export const tf: typeof tfjs = { ...tfjs, ...Object.fromEntries(HOST_RANDOM.map((name) => [name, guard(name)])) };

function guard(name: HostRandom): unknown {
  const { [name]: original } = tfjs as unknown as Record<HostRandom, (...args: unknown[]) => unknown>;
  return (...args: unknown[]) => {
    if (isTracing()) {
      throw new EngineError(
        'host_random_while_tracing',
        `tf.${name} draws on the host, so a compiled function would repeat the same numbers on every call. ` +
          "Draw from the function's RandomKey instead.",
        { op: name },
      );
    }
    return original(...args);
  };
}
