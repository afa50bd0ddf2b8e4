import { EngineError } from '../errors';
import { type CApi, type Pointer, viewBytes } from '../native/c-api';
import { bytesPerElement, dataTypes } from '../native/data-types';
import { allocateTensor, type HostValues } from './allocate';
import { type Attribute, attributeTypes, setAttributes } from './attributes';
import { describe, type EagerEntry, type Entry, isSymbolic, type SymbolicEntry } from './entry';
import { type Origin, operationFailed, type Status } from './status';
import { type GraphCompiler, Trace } from './trace';

/** Describes a new tensor to tfjs-node's kernels. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/**
 * The native interface of tfjs-node's kernels (`TFJSBinding`), on the C API of libtensorflow. It
 * runs ops immediately or adds them to the graph being traced.
 */
export class Binding {
  // The kernels read these properties of the binding.
  readonly TF_FLOAT = dataTypes.float32;
  readonly TF_INT32 = dataTypes.int32;
  readonly TF_UINT8 = dataTypes.uint8;
  readonly TF_STRING = dataTypes.string;
  readonly TF_COMPLEX64 = dataTypes.complex64;
  readonly TF_INT64 = dataTypes.int64;
  readonly TF_BOOL = dataTypes.bool;
  readonly TF_RESOURCE = dataTypes.resource;
  readonly TF_ATTR_STRING = attributeTypes.string;
  readonly TF_ATTR_INT = attributeTypes.int;
  readonly TF_ATTR_FLOAT = attributeTypes.float;
  readonly TF_ATTR_BOOL = attributeTypes.bool;
  readonly TF_ATTR_TYPE = attributeTypes.type;
  readonly TF_ATTR_SHAPE = attributeTypes.shape;
  readonly TF_ATTR_RESOURCE = attributeTypes.resource;
  readonly TF_Version: string;

  readonly api: CApi;
  readonly status: Status;
  readonly #context: Pointer;
  readonly #gpu: boolean;
  readonly #entries = new Map<number, Entry>();
  #nextId = 1;
  /** Open traces, the innermost last. */
  readonly #traces: Trace[] = [];
  #liveBytes = 0;

  constructor(api: CApi, status: Status, context: Pointer, gpu: boolean) {
    this.api = api;
    this.status = status;
    this.#context = context;
    this.#gpu = gpu;
    this.TF_Version = api.TF_Version();
  }

  get trace(): Trace | undefined {
    return this.#traces.at(-1);
  }

  /** Total bytes of the tensors that have a handle. */
  get liveBytes(): number {
    return this.#liveBytes;
  }

  isUsingGpuDevice(): boolean {
    return this.#gpu;
  }

  getNumOfTensors(): number {
    return this.#entries.size;
  }

  getNumOfSavedModels(): number {
    return 0;
  }

  createTensor(shape: number[], dtype: number, values: HostValues): number {
    const tensor = allocateTensor(this.api, shape, dtype, values);
    if (this.trace !== undefined) return this.#add(this.trace.constant(tensor, dtype));
    return this.#addHandle(tensor, shape, dtype);
  }

  /** Creates a tensor with a handle even while tracing: its values belong to the caller, not to the graph. */
  createEagerTensor(shape: number[], dtype: number, values: HostValues): number {
    return this.#addHandle(allocateTensor(this.api, shape, dtype, values), shape, dtype);
  }

  /**
   * Creates a tensor from values written before the innermost trace: a constant of the trace they were written in
   * if that is still open, else an eager tensor.
   */
  createTensorIn(trace: Trace | undefined, shape: number[], dtype: number, values: HostValues): number {
    if (trace === undefined || !this.#traces.includes(trace)) return this.createEagerTensor(shape, dtype, values);
    return this.#add(trace.constant(allocateTensor(this.api, shape, dtype, values), dtype));
  }

  deleteTensor(id: number): void {
    const entry = this.#entries.get(id);
    // Later gradient ops may still use a traced tensor, so it is dropped only when the trace ends.
    if (entry === undefined || (isSymbolic(entry) && this.#traces.includes(entry.trace))) return;
    if (!isSymbolic(entry)) {
      this.api.TFE_DeleteTensorHandle(entry.handle);
      this.#liveBytes -= byteLength(entry);
    }
    this.#entries.delete(id);
  }

  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array {
    const { tensor, dtype } = this.#resolve(id);
    const bytes = Number(this.api.TF_TensorByteSize(tensor));
    const copy = new ArrayBuffer(bytes);
    if (bytes > 0) this.api.memcpy(new Uint8Array(copy), this.api.TF_TensorData(tensor), bytes);
    this.api.TF_DeleteTensor(tensor);
    if (dtype === dataTypes.float32) return new Float32Array(copy);
    return dtype === dataTypes.bool || dtype === dataTypes.uint8 ? new Uint8Array(copy) : new Int32Array(copy);
  }

  /** Lends a tensor's bytes without a copy, valid until `release`. */
  borrow(id: number): { readonly bytes: Uint8Array; release(): void } {
    const { tensor } = this.#resolve(id);
    const bytes = viewBytes(this.api.TF_TensorData(tensor), Number(this.api.TF_TensorByteSize(tensor)));
    return { bytes, release: () => this.api.TF_DeleteTensor(tensor) };
  }

  executeOp(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): TensorMetadata[] {
    const { trace } = this;
    if (trace === undefined) return this.execute(op, attributes, inputs, outputs);
    const entries = inputs.map((id) => [id, this.entry(id)] as const);
    return trace.node(op, attributes, entries, outputs).map((entry) => this.#metadata(this.#add(entry), entry));
  }

  /** Runs an op or a compiled function now. `explain` finds the node that failed inside a compiled function. */
  execute(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
    explain?: (message: string) => Origin | undefined,
  ): TensorMetadata[] {
    const { api, status } = this;
    const entries = inputs.map((id) => this.#eagerEntry(id, op));
    const target = api.TFE_NewOp(this.#context, op, status.pointer);
    status.check(op);
    setAttributes(api, 'TFE_OpSetAttr', target, attributes);
    for (const { handle } of entries) api.TFE_OpAddInput(target, handle, status.pointer);
    const handles = new BigUint64Array(outputs);
    const count = [outputs];
    api.TFE_Execute(target, handles, count, status.pointer);
    api.TFE_DeleteOp(target);
    const failure = status.failure();
    if (failure !== undefined)
      throw operationFailed(explain?.(failure) ?? { op, inputs: explain === undefined ? entries : [] }, failure);
    return Array.from({ length: count[0] as number }, (_, i) => this.#adopt(handles[i] as bigint));
  }

  entry(id: number): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw new EngineError(
        'disposed_tensor',
        'Tensor used after it was disposed, or after the trace that created it ended. ' +
          'Keep it alive, or return it from the compiled function.',
      );
    }
    return entry;
  }

  /**
   * Starts tracing: ops become nodes of a graph until {@link endTrace}. A trace inside another one
   * becomes a function for the outer trace's nodes to call, and inherits its compiler.
   */
  beginTrace(compiler: GraphCompiler = this.trace?.compiler ?? 'graph'): Trace {
    const trace = new Trace(this.api, this.status, compiler, this.trace);
    this.#traces.push(trace);
    return trace;
  }

  /** Registers a placeholder of the open trace under a new tensor id. */
  addSymbol(entry: SymbolicEntry): TensorMetadata {
    return this.#metadata(this.#add(entry), entry);
  }

  /** Closes the innermost trace and drops its symbolic tensors. */
  endTrace(): void {
    const trace = this.#traces.pop();
    for (const [id, entry] of this.#entries) if (isSymbolic(entry) && entry.trace === trace) this.#entries.delete(id);
    trace?.dispose();
  }

  addFunction(fn: Pointer): void {
    this.api.TFE_ContextAddFunction(this.#context, fn, this.status.pointer);
    this.status.check('adding a compiled function');
    this.api.TF_DeleteFunction(fn);
  }

  removeFunction(name: string): void {
    this.api.TFE_ContextRemoveFunction(this.#context, name, this.status.pointer);
    this.status.check('removing a compiled function');
  }

  #eagerEntry(id: number, op: string): EagerEntry {
    const entry = this.entry(id);
    if (!isSymbolic(entry)) return entry;
    throw new EngineError(
      'escaped_tensor',
      `${op} uses a tensor (${describe(entry)}) from a compiled function's trace outside that function. ` +
        'Return it from that function instead of keeping it.',
      { op },
    );
  }

  /** Waits for the values behind a handle; the caller owns the TF_Tensor. */
  #resolve(id: number): { readonly tensor: Pointer; readonly dtype: number } {
    const entry = this.#eagerEntry(id, 'reading a tensor');
    const tensor = this.api.TFE_TensorHandleResolve(entry.handle, this.status.pointer);
    this.status.check('reading a tensor', [entry]);
    return { tensor, dtype: entry.dtype };
  }

  #addHandle(tensor: Pointer, shape: number[], dtype: number): number {
    const handle = this.api.TFE_NewTensorHandle(tensor, this.status.pointer);
    this.status.check('creating a tensor');
    this.api.TF_DeleteTensor(tensor);
    return this.#add({ handle, shape, dtype });
  }

  #adopt(handle: bigint): TensorMetadata {
    const { api, status } = this;
    const rank = api.TFE_TensorHandleNumDims(handle, status.pointer);
    const shape = Array.from({ length: rank }, (_, axis) =>
      Number(api.TFE_TensorHandleDim(handle, axis, status.pointer)),
    );
    const entry: EagerEntry = { handle, shape, dtype: api.TFE_TensorHandleDataType(handle) };
    return this.#metadata(this.#add(entry), entry);
  }

  #add(entry: Entry): number {
    const id = this.#nextId++;
    this.#entries.set(id, entry);
    if (!isSymbolic(entry)) this.#liveBytes += byteLength(entry);
    return id;
  }

  #metadata(id: number, { shape, dtype }: Entry): TensorMetadata {
    return { id, shape, dtype };
  }
}

const byteLength = ({ shape, dtype }: Entry): number =>
  shape.reduce((a, b) => a * b, 1) * (bytesPerElement[dtype] ?? 0);
