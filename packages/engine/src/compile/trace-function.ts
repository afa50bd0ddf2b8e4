import type { Tensor } from '@tensorflow/tfjs-core';
import { tensorflowBackend } from '../backend/tensorflow';
import type { Binding } from '../binding/binding';
import type { SymbolicEntry } from '../binding/entry';
import type { Origin } from '../binding/status';
import type { GraphCompiler, Trace } from '../binding/trace';
import { tf } from '../tf';
import { type Flattened, flatten, type Structure, unflatten } from './tree';

/** A traced function that is registered with TensorFlow. */
export interface Traced {
  readonly functionName: string;
  /** Functions that it calls, e.g. loop bodies. */
  readonly functions: readonly string[];
  /** Ids of the eager tensors that the function takes in addition to its input. */
  readonly captures: readonly number[];
  readonly outputs: number;
  /** Peak bytes of the tensors that a call creates. */
  readonly madeBytes: number;
  readonly structure: Structure;
  /** Finds the op and the caller's line for an error message of the running function. */
  readonly explain: (message: string) => Origin;
}

let functions = 0;

/** A function name that is unique in the process. */
export const uniqueName = (name: string): string => `${name.replace(/[^A-Za-z0-9_]/g, '_')}_${functions++}`;

/** Runs `fn` once on symbolic tensors and registers the resulting graph as a function. */
export function trace(
  fn: (tree: unknown) => unknown,
  flat: Flattened,
  { name, compiler }: { readonly name: string; readonly compiler: GraphCompiler },
  binding: Binding,
): Traced {
  const backend = tensorflowBackend(tf);
  const functionName = uniqueName(name);
  // Upload inputs that are still on the host before ops become nodes of the graph.
  backend.getInputTensorIds(flat.leaves);
  const graph = binding.beginTrace(compiler);
  try {
    const placeholders = flat.leaves.map(({ shape, dtype }) =>
      graph.placeholder(shape, backend.getDTypeInteger(dtype)),
    );
    let structure: Structure = [];
    let results: SymbolicEntry[] = [];
    tf.tidy(() => {
      const symbols = placeholders.map((entry) => backend.createOutputTensor(binding.addSymbol(entry)));
      const output = flatten(fn(unflatten(flat.structure, symbols)), `the output of ${name}`);
      structure = output.structure;
      results = output.leaves.map((leaf) => symbolOf(leaf));
    });
    const native = graph.toFunction(functionName, placeholders, results);
    binding.addFunction(native);
    const captures = graph.captures.map(({ id }) => id);
    const explain = (message: string): Origin => originOf(graph, name, message);
    const { functions, madeBytes } = graph;
    return { functionName, functions, captures, outputs: results.length, madeBytes, structure, explain };
  } finally {
    binding.endTrace();
  }

  function symbolOf(leaf: Tensor): SymbolicEntry {
    const [id] = backend.getInputTensorIds([leaf]) as [number];
    return graph.resolve(id, binding.entry(id), 'the result');
  }
}

function originOf(graph: Trace, name: string, message: string): Origin {
  const origin = graph.originOf(message);
  return origin === undefined ? { op: name, inputs: [] } : { ...origin, within: name };
}
