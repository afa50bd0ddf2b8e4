import type { Tensor } from '@tensorflow/tfjs-core';
import { tensorflowBackend } from '../backend/tensorflow';
import type { Binding } from '../binding/binding';
import { EngineError } from '../errors';
import type { SymbolicEntry } from '../binding/entry';
import { tf } from '../tf';
import { type Flattened, flatten, type Structure, unflatten } from './tree';

/** A traced function, registered with TensorFlow. */
export interface Traced {
  readonly functionName: string;
  /** Ids of eager tensors that the function takes beside its input. */
  readonly captures: readonly number[];
  readonly outputs: number;
  readonly structure: Structure;
  /** Finds the caller's line behind a message of the running function. */
  readonly explain: (message: string) => Error | undefined;
}

let functions = 0;

/** Runs `fn` once on symbolic tensors and registers what it did as a function. */
export function trace(fn: (tree: unknown) => unknown, flat: Flattened, name: string, binding: Binding): Traced {
  const backend = tensorflowBackend(tf);
  const functionName = `${name.replace(/[^A-Za-z0-9_]/g, '_')}_${functions++}`;
  // Values of inputs that still wait on the host must be written before ops become nodes.
  backend.getInputTensorIds(flat.leaves);
  const graph = binding.beginTrace();
  try {
    const placeholders = flat.leaves.map(({ shape, dtype }) => graph.placeholder(shape, backend.getDTypeInteger(dtype)));
    let structure: Structure = [];
    let results: SymbolicEntry[] = [];
    tf.tidy(() => {
      const symbols = placeholders.map((entry) => backend.createOutputTensor(binding.addSymbol(entry)));
      const output = flatten(fn(unflatten(flat.structure, symbols)), `the output of ${name}`);
      structure = output.structure;
      results = output.leaves.map((leaf) => symbolOf(leaf, name));
    });
    const native = graph.toFunction(functionName, placeholders, results);
    binding.addFunction(native);
    const captures = graph.captures.map(({ id }) => id);
    return { functionName, captures, outputs: results.length, structure, explain: (message) => graph.callerOf(message) };
  } finally {
    binding.endTrace();
  }

  function symbolOf(leaf: Tensor, what: string): SymbolicEntry {
    if (leaf.isDisposed) throw new EngineError('disposed_tensor', `${what} returns a tensor that it has disposed.`);
    const [id] = backend.getInputTensorIds([leaf]) as [number];
    return graph.resolve(id, binding.entry(id), 'the result');
  }
}
