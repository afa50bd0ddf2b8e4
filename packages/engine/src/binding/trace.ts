import { markCall } from '../call-site';
import { EngineError } from '../errors';
import type { CApi, Output, Pointer } from '../native/c-api';
import { type Attribute, setAttributes, toInt64, typeAttribute } from './attributes';
import { describe, type Entry, isSymbolic, type SymbolicEntry } from './entry';
import { LiveTensors } from './live-tensors';
import type { Origin, Status } from './status';

/** An eager tensor used by traced code; it becomes an extra input of the function. */
export interface Capture {
  readonly id: number;
  readonly entry: SymbolicEntry;
}

/** How the graph will run; some ops exist for only one of the two. */
export type GraphCompiler = 'graph' | 'xla';

/** Ops whose inputs form one list, with the number of trailing inputs outside the list. */
const LIST_OPS: Readonly<Record<string, number>> = { ConcatV2: 1, Pack: 0, AddN: 0, StatelessWhile: 0 };

/** A graph under construction: ops become nodes instead of running. */
export class Trace {
  readonly compiler: GraphCompiler;
  readonly #api: CApi;
  readonly #status: Status;
  readonly #graph: Pointer;
  readonly #captures = new Map<number, SymbolicEntry>();
  readonly #origins = new Map<string, Origin>();
  readonly #functions: string[] = [];
  readonly #live = new LiveTensors();
  readonly #constants: SymbolicEntry[] = [];
  #madeBytes = 0;
  /** Peak bytes of the functions that the next node calls. */
  #inside = 0;
  readonly #parent: Trace | undefined;
  readonly #prefix: string;
  #children = 0;
  #nodes = 0;

  /** @param parent the enclosing trace, whose tensors may be captured */
  constructor(api: CApi, status: Status, compiler: GraphCompiler, parent?: Trace) {
    this.compiler = compiler;
    this.#api = api;
    this.#status = status;
    this.#graph = api.TF_NewGraph();
    this.#parent = parent;
    // Names are unique across a trace and its nested traces, so that an error message identifies its op.
    this.#prefix = parent === undefined ? '' : `${parent.#prefix}b${parent.#children++}_`;
  }

  /** Functions that nodes of this graph call; they must outlive it. */
  get functions(): readonly string[] {
    return this.#functions;
  }

  /** Registers a function traced inside this trace, with the origins of its ops. */
  adopt(name: string, child?: Trace): void {
    this.#functions.push(name);
    if (child === undefined) return;
    this.#inside = Math.max(this.#inside, child.madeBytes);
    this.#functions.push(...child.#functions);
    for (const [node, origin] of child.#origins) this.#origins.set(node, origin);
  }

  get captures(): readonly Capture[] {
    return [...this.#captures].map(([id, entry]) => ({ id, entry }));
  }

  get nodes(): number {
    return this.#nodes;
  }

  /** Peak bytes of the tensors that the function creates, results included; known after {@link toFunction}. */
  get madeBytes(): number {
    return this.#madeBytes;
  }

  placeholder(shape: readonly number[], dtype: number): SymbolicEntry {
    const node = this.#api.TF_NewOperation(this.#graph, 'Placeholder', this.#name('Placeholder'));
    this.#api.TF_SetAttrType(node, 'dtype', dtype);
    this.#api.TF_SetAttrShape(node, 'shape', toInt64(shape), shape.length);
    return this.#entry({ oper: this.#finish(node, 'Placeholder', []), index: 0 }, 'Placeholder');
  }

  /** Embeds values created while tracing; takes ownership of the TF_Tensor. */
  constant(tensor: Pointer, dtype: number): SymbolicEntry {
    const node = this.#api.TF_NewOperation(this.#graph, 'Const', this.#name('Const'));
    this.#api.TF_SetAttrType(node, 'dtype', dtype);
    this.#api.TF_SetAttrTensor(node, 'value', tensor, this.#status.pointer);
    this.#status.check('Const');
    const operation = this.#finish(node, 'Const', []);
    this.#api.TF_DeleteTensor(tensor);
    const entry = this.#entry({ oper: operation, index: 0 }, 'Const');
    this.#live.add('Const', [], [entry]);
    this.#constants.push(entry);
    return entry;
  }

  node(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly (readonly [number, Entry])[],
    outputs: number,
  ): SymbolicEntry[] {
    const name = this.#name(op);
    const mark = markCall();
    this.#origins.set(name, { op, inputs: inputs.map(([, entry]) => entry), mark });
    const node = this.#api.TF_NewOperation(this.#graph, op, name);
    const resolved = inputs.map(([id, entry]) => this.resolve(id, entry, op));
    const symbols = resolved.map(({ output }) => output);
    const outside = LIST_OPS[op];
    if (outside === undefined) {
      for (const symbol of symbols) this.#api.TF_AddInput(node, symbol);
    } else {
      const listed = symbols.slice(0, symbols.length - outside);
      this.#api.TF_AddInputList(node, listed, listed.length);
      for (const symbol of symbols.slice(listed.length)) this.#api.TF_AddInput(node, symbol);
    }
    // TensorFlow infers N from the length of the input list.
    const given = outside === undefined ? attributes : attributes.filter(({ name: key }) => key !== 'N');
    setAttributes(this.#api, 'TF_SetAttr', node, given);
    const operation = this.#finish(
      node,
      op,
      inputs.map(([, entry]) => entry),
      mark,
    );
    const results = Array.from({ length: outputs }, (_, index) => this.#entry({ oper: operation, index }, op, mark));
    this.#live.add(op, resolved, results, this.#inside);
    this.#inside = 0;
    return results;
  }

  /** Builds the TF_Function of this trace; the caller owns it. */
  toFunction(name: string, inputs: readonly SymbolicEntry[], outputs: readonly SymbolicEntry[]): Pointer {
    // A function's outputs must be distinct and must not be inputs.
    const results = outputs.map((entry) => {
      const [copy] = this.node('Identity', [typeAttribute('T', entry.dtype)], [[-1, entry]], 1) as [SymbolicEntry];
      return copy;
    });
    // Constants stay in memory as long as the graph.
    this.#madeBytes = this.#live.peak([...results, ...this.#constants]);
    const all = [...inputs, ...this.#captures.values()].map(({ output }) => output);
    const none = null;
    const fn = this.#api.TF_GraphToFunction(
      this.#graph,
      name,
      0,
      -1,
      none,
      all.length,
      all,
      results.length,
      results.map(({ output }) => output),
      none,
      none,
      name,
      this.#status.pointer,
    );
    this.#status.check(name);
    return fn;
  }

  dispose(): void {
    this.#api.TF_DeleteGraph(this.#graph);
  }

  /** The origin of the node that an error message of the running function names. */
  originOf(message: string): Origin | undefined {
    for (const [, node] of message.matchAll(/\{\{node ([^}]+)\}\}/g)) {
      const origin = this.#origins.get((node as string).split('/').pop() as string);
      if (origin !== undefined) return origin;
    }
    return undefined;
  }

  /** The symbolic tensor for an id; an eager tensor becomes a captured input. */
  resolve(id: number, entry: Entry, op: string): SymbolicEntry {
    if (isSymbolic(entry)) {
      if (entry.trace === this) return entry;
      if (this.#isInside(entry.trace)) return this.#capture(id, entry);
      throw new EngineError(
        'escaped_tensor',
        `${op} uses a tensor (${describe(entry)}) from another compiled function's trace. ` +
          'Return it from that function instead of keeping it.',
        { op },
      );
    }
    return this.#capture(id, entry);
  }

  #capture(id: number, { shape, dtype }: Entry): SymbolicEntry {
    const capture = this.#captures.get(id) ?? this.placeholder(shape, dtype);
    this.#captures.set(id, capture);
    return capture;
  }

  #isInside(trace: Trace): boolean {
    return this.#parent !== undefined && (this.#parent === trace || this.#parent.#isInside(trace));
  }

  #name(op: string): string {
    return `${this.#prefix}${op}_${this.#nodes++}`;
  }

  #finish(node: Pointer, op: string, inputs: readonly Entry[], mark?: Error): Pointer {
    const operation = this.#api.TF_FinishOperation(node, this.#status.pointer);
    this.#status.check(op, inputs, mark);
    return operation;
  }

  #entry(output: Output, op: string, mark?: Error): SymbolicEntry {
    const rank = this.#api.TF_GraphGetTensorNumDims(this.#graph, output, this.#status.pointer);
    this.#status.check(op);
    const dims = new BigInt64Array(Math.max(rank, 0));
    if (rank > 0) this.#api.TF_GraphGetTensorShape(this.#graph, output, dims, rank, this.#status.pointer);
    const shape = Array.from(dims, Number);
    if (rank < 0 || shape.some((size) => size < 0)) {
      throw new EngineError(
        'unknown_shape',
        `The shape of ${op}'s result, [${shape.join(', ')}], depends on values that are unknown while tracing. ` +
          'Compute it outside the compiled function, or use an op with a fixed result shape.',
        mark === undefined ? { op } : { op, mark },
      );
    }
    return { output, trace: this, shape, dtype: this.#api.TF_OperationOutputType(output) };
  }
}
