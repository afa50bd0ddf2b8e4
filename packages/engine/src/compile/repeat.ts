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
 * Applies `body` to a state `count` times. Inside a compiled function the loop is a single node of the
 * graph and `body` is traced once, so its numbers are frozen and only the state and `i` change between
 * iterations. Elsewhere it is an ordinary loop. Gradients cannot pass through it.
 *
 * @param state a tree of tensors; the body must return the same tree with the same types and shapes
 * @param body called with the state and the int32 scalar i = 0..count-1
 * @returns the last state, in separate tensors
 * @throws EngineError `state_changed` if the body returns a different structure, type or shape;
 * `gradient_through_loop` if a gradient is being recorded
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

/** Adds a While node to the open trace. The loop variables are i, the state, and the tensors that the body captures. */
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
  // Upload values that are still on the host now, because they belong to the outer graph.
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

/** Traces the loop condition i < count. */
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
      const unfinished = tf.less(i, tf.scalar(count, 'int32'));
      const [id] = backend.getInputTensorIds([unfinished]) as [number];
      binding.addFunction(trace.toFunction(name, placeholders, [trace.resolve(id, binding.entry(id), 'Less')]));
    });
    return name;
  } finally {
    binding.endTrace();
  }
}

/** Flattens the body's result, checking that it has the signature of the first state. */
function checked(first: Flattened, output: unknown): Flattened {
  const next = flatten(output, 'the new state of a loop');
  const [expected, actual] = [signatureOf(first), signatureOf(next)];
  if (expected === actual) return next;
  throw new EngineError(
    'state_changed',
    `Expected the body of the loop to return the state ${expected}, got ${actual}. ` +
      'Return the same tree with the same types and shapes.',
  );
}

/** @throws EngineError `gradient_through_loop` */
export function refuseGradient(): void {
  const engine = tf.engine() as unknown as { isTapeOn(): boolean };
  if (!engine.isTapeOn()) return;
  throw new EngineError(
    'gradient_through_loop',
    'Cannot take a gradient through repeat: it does not keep intermediate states. ' +
      'Unroll the loop, or define its gradient with tf.customGrad.',
  );
}
