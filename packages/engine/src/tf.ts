import * as tfjs from '@tensorflow/tfjs';
import { EngineError } from './errors';
import { isTracing } from './state';

/** tfjs functions that draw random numbers on the host: their numbers would be frozen into a compiled function. */
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
 * The TensorFlow.js namespace on the engine's backend, gradients registered. Random functions of
 * the host are refused while a compiled function is traced.
 */
export const tf: typeof tfjs = { ...tfjs, ...Object.fromEntries(HOST_RANDOM.map((name) => [name, guard(name)])) };

function guard(name: HostRandom): unknown {
  const { [name]: original } = tfjs as unknown as Record<HostRandom, (...args: unknown[]) => unknown>;
  return (...args: unknown[]) => {
    if (isTracing()) {
      throw new EngineError(
        'host_random_while_tracing',
        `tf.${name} draws on the host, so a compiled function would repeat the same numbers for ever. Draw from the RandomKey that the function is given.`,
        { op: name },
      );
    }
    return original(...args);
  };
}
