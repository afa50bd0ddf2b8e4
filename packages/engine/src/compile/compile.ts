import { tensorflowBackend } from '../backend/tensorflow';
import { attributeTypes } from '../binding/attributes';
import type { Binding, TensorMetadata } from '../binding/binding';
import { EngineError } from '../errors';
import type { CompilerName } from '../info';
import { requireState } from '../state';
import { tf } from '../tf';
import { type Traced, trace } from './trace-function';
import { type Flattened, flatten, type Structure, signatureOf, unflatten } from './tree';

export interface CompileOptions {
  /** Names the function in error messages and profiles. */
  readonly name: string;
  /** Overrides the engine's choice. */
  readonly compiler?: CompilerName;
}

/** A function of trees of tensors that runs as one native call. */
export interface Compiled<A, R> {
  (input: A): R;
  /** The number of signatures traced so far. */
  readonly signatures: () => number;
  /**
   * Peak bytes of the tensors that a call creates, including results but not inputs. This is the maximum over all
   * signatures so far, or 0 if nothing was compiled. It is computed from the traced graph, assuming that ops run in
   * traced order, and leaves out the temporary memory of kernels.
   */
  readonly madeBytes: () => number;
  /** Frees the traced functions. */
  readonly dispose: () => void;
}

/**
 * Compiles a pure function of tensors. It is traced once per signature (structure, types and shapes of
 * its input). Tensors that it captures from its closure become inputs, so they must stay alive. Numbers
 * are frozen at the first call: pass a number that changes as a tensor. The caller owns input and output
 * tensors. If the backend cannot compile, the function runs op by op with the same result.
 */
export function compile<A, R>(fn: (input: A) => R, options: CompileOptions): Compiled<A, R> {
  const cache = new Map<string, Traced>();
  const call = (input: A): R => {
    const { binding, info } = requireState();
    const compiler = options.compiler ?? info.compiler;
    const flat = flatten(input, `the input of ${options.name}`);
    // Inside another trace, a compiled function is inlined.
    if (binding === undefined || binding.trace !== undefined || compiler === 'none')
      return inline(fn, input, options.name);
    refuseGradient(options.name);
    const key = signatureOf(flat);
    let traced = cache.get(key);
    if (traced === undefined) {
      traced = trace(fn as (tree: unknown) => unknown, flat, { name: options.name, compiler }, binding);
      cache.set(key, traced);
    }
    return execute(binding, traced, flat, compiler) as R;
  };
  const dispose = (): void => {
    const { binding } = requireState();
    for (const { functionName, functions } of cache.values()) {
      for (const name of [functionName, ...functions]) binding?.removeFunction(name);
    }
    cache.clear();
  };
  const madeBytes = (): number => Math.max(0, ...[...cache.values()].map((traced) => traced.madeBytes));
  return Object.assign(call, { signatures: () => cache.size, madeBytes, dispose });
}

function execute(binding: Binding, traced: Traced, flat: Flattened, compiler: 'graph' | 'xla'): unknown {
  const backend = tensorflowBackend(tf);
  const inputs = [...backend.getInputTensorIds(flat.leaves), ...traced.captures];
  const attributes = compiler === 'xla' ? [XLA] : [];
  const results = binding.execute(traced.functionName, attributes, inputs, traced.outputs, traced.explain);
  const leaves = results.map((metadata: TensorMetadata) => backend.createOutputTensor(metadata));
  return unflatten(traced.structure as Structure, leaves);
}

const XLA = { name: '_XlaMustCompile', type: attributeTypes.bool, value: true };

function inline<A, R>(fn: (input: A) => R, input: A, name: string): R {
  return tf.tidy(() => {
    const output = flatten(fn(input), `the output of ${name}`);
    // As in a compiled function, each result is a separate tensor, so that the caller can dispose it
    // even if the function returned an input, a captured tensor or the same tensor twice.
    return unflatten(
      output.structure,
      output.leaves.map((leaf) => tf.clone(leaf)),
    ) as never;
  }) as unknown as R;
}

/** tfjs would silently treat the result of a compiled function as a constant. */
function refuseGradient(name: string): void {
  const { gradientDepth } = (tf.engine() as unknown as { state: { gradientDepth: number } }).state;
  if (gradientDepth === 0) return;
  throw new EngineError(
    'gradient_through_compiled',
    `Cannot take a gradient through the compiled function ${name}. ` +
      'Take the gradient inside the function, or compile the whole computation.',
  );
}
