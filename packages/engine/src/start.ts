import { availableParallelism } from 'node:os';
import { exitCodes, NopropError } from '@noprop/core';
import { registerHostKernels } from './backend/host-kernels';
import { withoutNewListeners } from './backend/process-listeners';
import { registerTensorflow, TENSORFLOW } from './backend/tensorflow';
import { registerTensorflowKernels } from './backend/tensorflow-kernels';
import { repairWasm } from './backend/wasm-repairs';
import { type BackendName, type CompilerName, type EngineInfo, engineSettings } from './info';
import { locateEngine } from './install';
import { createBinding } from './native/context';
import { setState } from './state';
import { tf } from './tf';

export interface EngineOptions {
  /** `auto`: tensorflow if libtensorflow is installed, else wasm. */
  readonly backend?: 'auto' | BackendName;
  /** `auto`: a GPU if the machine has one. */
  readonly device?: 'auto' | 'cpu' | 'gpu';
  /** `auto`: as many as the machine offers. The number affects rounding, and so the exact bytes of results. */
  readonly threads?: 'auto' | number;
  /** `auto`: xla on a GPU, graph on a CPU; `none` runs op by op, for debugging. */
  readonly compiler?: 'auto' | CompilerName;
}

/**
 * Starts the engine, once per process.
 *
 * @throws NopropError `backend_missing` (exit code 4) if an explicitly requested backend or device is unavailable;
 * `engine_started` if the engine is already running with other options
 */
export async function startEngine(options: EngineOptions = {}): Promise<EngineInfo> {
  if (starting !== undefined) return checkSame(await starting, options);
  starting = start(options);
  try {
    return await starting;
  } catch (error) {
    starting = undefined;
    throw error;
  }
}

let starting: Promise<EngineInfo> | undefined;

async function start(options: EngineOptions): Promise<EngineInfo> {
  const backend = options.backend ?? 'auto';
  const located = backend === 'wasm' || backend === 'cpu' ? undefined : locateEngine();
  if (located !== undefined && !('missing' in located)) return startTensorflow(located, options);
  if (backend === 'tensorflow') {
    const hint = 'Run "npm run setup", or set engine.backend: auto.';
    throw missing(`The tensorflow backend is not available: ${located?.missing ?? ''}`, hint);
  }
  if (options.device === 'gpu') {
    const found = located === undefined ? `got ${backend}.` : `which is not available: ${located.missing}`;
    throw missing(`A GPU needs the tensorflow backend, ${found}`, gpuHint);
  }
  return startPortable(backend === 'cpu' ? 'cpu' : 'wasm', located?.missing);
}

async function startTensorflow(
  located: { readonly framework: string; readonly library: string },
  options: EngineOptions,
): Promise<EngineInfo> {
  const threads =
    options.threads === undefined || options.threads === 'auto' ? availableParallelism() : options.threads;
  const binding = createBinding({
    framework: located.framework,
    library: located.library,
    intraOpThreads: threads,
    interOpThreads: 1,
    gpu: options.device !== 'cpu',
    oneDnn: true,
  });
  if (options.device === 'gpu' && !binding.isUsingGpuDevice())
    throw missing('libtensorflow found no GPU on this machine.', gpuHint);
  registerTensorflow(tf, binding);
  registerTensorflowKernels(tf);
  await tf.setBackend(TENSORFLOW);
  const device = binding.isUsingGpuDevice() ? 'gpu' : 'cpu';
  const compiler: CompilerName =
    options.compiler === undefined || options.compiler === 'auto'
      ? device === 'gpu'
        ? 'xla'
        : 'graph'
      : options.compiler;
  const info: EngineInfo = {
    backend: 'tensorflow',
    version: binding.TF_Version,
    device,
    threads,
    oneDnn: true,
    compiler,
    reason: 'libtensorflow is installed',
  };
  setState({ info, binding });
  return info;
}

async function startPortable(backend: 'wasm' | 'cpu', missingReason: string | undefined): Promise<EngineInfo> {
  if (backend === 'wasm') {
    require('@tensorflow/tfjs-backend-wasm');
    repairWasm(tf);
  }
  // Silences a banner that recommends tfjs-node. IS_TEST would too, but makes logSoftmax's gradient throw on wasm.
  tf.env().set('PROD', true);
  await withoutNewListeners(() => tf.setBackend(backend));
  registerHostKernels(tf, backend);
  const reason =
    missingReason === undefined
      ? 'asked for'
      : `${missingReason} Training runs about 6 to 15 times slower than with libtensorflow.`;
  const info: EngineInfo = {
    backend,
    version: tf.version_core,
    device: 'cpu',
    threads: 1,
    oneDnn: false,
    compiler: 'none',
    reason,
  };
  setState({ info, binding: undefined });
  return info;
}

function checkSame(info: EngineInfo, options: EngineOptions): EngineInfo {
  const requested = [
    ['backend', options.backend, info.backend],
    ['device', options.device, info.device],
    // The portable backends have one thread and no compiler, whatever the options request.
    ['threads', info.backend === 'tensorflow' ? options.threads : undefined, info.threads],
    ['compiler', info.backend === 'tensorflow' ? options.compiler : undefined, info.compiler],
  ] as const;
  const other = requested.find(([, option, actual]) => option !== undefined && option !== 'auto' && option !== actual);
  if (other === undefined) return info;
  const running = `${info.backend} (${engineSettings(info)})`;
  throw new NopropError(
    {
      code: 'engine_started',
      path: '',
      message: `The engine is already running on ${running}, not with ${other[0]} ${other[1]}.`,
      hint: 'Each process has one engine. Start another process.',
    },
    exitCodes.usage,
  );
}

const gpuHint =
  'Set engine.device: auto, or set NOPROP_ENGINE to a TensorFlow with GPU support: "npm run setup" installs one without.';

function missing(message: string, hint: string): NopropError {
  return new NopropError({ code: 'backend_missing', path: 'engine', message, hint }, exitCodes.backendMissing);
}
