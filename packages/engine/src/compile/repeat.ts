import type { Tensor } from '@tensorflow/tfjs-core';
import { tensorflowBackend } from '../backend/tensorflow';
import { functionAttribute } from '../binding/attributes';
import type { Binding } from '../binding/binding';
import type { SymbolicEntry } from '../binding/entry';
import type { Trace } from '../binding/trace';
import { EngineError } from '../errors';
import { requireState } from '../state';
import { tf } from '../tf';
import { uniqueName } from './trace-function';
import { type Flattened, flatten, signatureOf, unflatten } from './tree';

/**
 * Applies `body` to a state `count` times. Inside a compiled function the loop is one node of the
 * graph, however long it is: `body` is traced once, so numbers in it are frozen and what changes
 * must come from the state or from `i`. Elsewhere it is an ordinary loop. No gradient flows through
 * it.
 *
 * @param state a tree of tensors; the body returns the same tree with the same types and shapes
 * @param body gets the state and the int32 scalar i = 0..count-1
 * @returns the last state, in tensors of its own
 * @throws EngineError `state_changed` when the body returns another structure, type or shape;
 * `gradient_through_loop` when a gradient would have to pass
 */
export function repeat<S>(count: number, state: S, body: (state: S, i: Tensor) => S): S {
  refuseGradient();
  const { binding } = requireState();
  const step = body as (tree: unknown, i: Tensor) => unknown;
  const flat = flatten(state, 'the state of a loop');
  const last = binding?.trace === undefined ? loopNow(count, flat, step) : loopNode(count, flat, step, binding);
  return unflatten(flat.structure, last) as S;
}

type Body = (tree: unknown, i: Tensor) => unknown;

function loopNow(count: number, first: Flattened, body: Body): readonly Tensor[] {
  let leaves = first.leaves.map((leaf) => tf.clone(leaf));
  for (let n = 0; n < count; n++) {
    const next = tf.tidy(() => {
      const i = tf.scalar(n, 'int32');
      const output = checked(first, body(unflatten(first.structure, leaves), i));
      return output.leaves.map((leaf) => tf.clone(leaf));
    });
    tf.dispose(leaves);
    leaves = next;
  }
  return leaves;
}

/** A While node of the open trace. Its two functions take and return: i, the state, and what the body captures. */
function loopNode(count: number, first: Flattened, body: Body, binding: Binding): readonly Tensor[] {
  const backend = tensorflowBackend(tf);
  const outer = binding.trace as Trace;
  const zero = tf.scalar(0, 'int32');
  const inputs = [zero, ...first.leaves];
  const traced = traceBody(inputs, first, body, binding);
  const condition = traceCondition(
    count,
    [...inputs.map(describe), ...traced.captures.map(({ entry }) => entry)],
    binding,
  );
  outer.adopt(traced.name, traced.trace);
  outer.adopt(condition);
  const ids = [...backend.getInputTensorIds(inputs), ...traced.captures.map(({ id }) => id)];
  const attributes = [functionAttribute('cond', condition), functionAttribute('body', traced.name)];
  const results = binding.executeOp('StatelessWhile', attributes, ids, ids.length);
  const state = results.slice(1, inputs.length).map((metadata) => backend.createOutputTensor(metadata));
  return state;

  function describe({ shape, dtype }: Tensor): { shape: readonly number[]; dtype: number } {
    return { shape, dtype: backend.getDTypeInteger(dtype) };
  }
}

function traceBody(inputs: readonly Tensor[], first: Flattened, body: Body, binding: Binding) {
  const backend = tensorflowBackend(tf);
  const name = uniqueName('loop_body');
  // Values that still wait on the host belong to the outer graph.
  backend.getInputTensorIds([...inputs]);
  const trace = binding.beginTrace();
  try {
    const placeholders = inputs.map(({ shape, dtype }) => trace.placeholder(shape, backend.getDTypeInteger(dtype)));
    let results: SymbolicEntry[] = [];
    tf.tidy(() => {
      const [i, ...state] = placeholders.map((entry) => backend.createOutputTensor(binding.addSymbol(entry)));
      const output = checked(first, body(unflatten(first.structure, state), i as Tensor));
      const next = [tf.add(i as Tensor, tf.scalar(1, 'int32')), ...output.leaves];
      results = backend
        .getInputTensorIds(next)
        .map((id) => trace.resolve(id, binding.entry(id), 'the state of a loop'));
    });
    const { captures } = trace;
    const carried = captures.map(({ entry }) => entry);
    binding.addFunction(trace.toFunction(name, placeholders, [...results, ...carried]));
    return { name, trace, captures };
  } finally {
    binding.endTrace();
  }
}

/** i < count, whatever the rest of the state. */
function traceCondition(
  count: number,
  inputs: readonly { readonly shape: readonly number[]; readonly dtype: number }[],
  binding: Binding,
): string {
  const backend = tensorflowBackend(tf);
  const name = uniqueName('loop_condition');
  const trace = binding.beginTrace();
  try {
    const placeholders = inputs.map(({ shape, dtype }) => trace.placeholder(shape, dtype));
    tf.tidy(() => {
      const i = backend.createOutputTensor(binding.addSymbol(placeholders[0] as SymbolicEntry));
      const goesOn = tf.less(i, tf.scalar(count, 'int32'));
      const [id] = backend.getInputTensorIds([goesOn]) as [number];
      binding.addFunction(trace.toFunction(name, placeholders, [trace.resolve(id, binding.entry(id), 'Less')]));
    });
    return name;
  } finally {
    binding.endTrace();
  }
}

/** The body's result, if it has the shape of the state that it was given. */
function checked(first: Flattened, output: unknown): Flattened {
  const next = flatten(output, 'the new state of a loop');
  const [wanted, found] = [signatureOf(first), signatureOf(next)];
  if (wanted === found) return next;
  throw new EngineError(
    'state_changed',
    `The body of a loop was given the state ${wanted} and returned ${found}. Return the same tree with the same types and shapes.`,
  );
}

/** @throws EngineError `gradient_through_loop` */
export function refuseGradient(): void {
  const engine = tf.engine() as unknown as { isTapeOn(): boolean };
  if (!engine.isTapeOn()) return;
  throw new EngineError(
    'gradient_through_loop',
    'A gradient is taken through repeat, which keeps nothing of what it does on the way. Write the loop out, or give the whole a gradient of its own with tf.customGrad.',
  );
}
