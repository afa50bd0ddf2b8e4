import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import koffi, { type LibraryHandle } from 'koffi';

/** An address in memory owned by libtensorflow. */
export type Pointer = bigint | object | null;

/** An output of a graph node (TF_Output). */
export interface Output {
  readonly oper: Pointer;
  readonly index: number;
}

type Dims = BigInt64Array;

/** The functions of TensorFlow's C API that the engine calls. */
export interface CApi {
  TF_Version(): string;
  TF_NewStatus(): Pointer;
  TF_GetCode(status: Pointer): number;
  TF_Message(status: Pointer): string;
  TFE_NewContextOptions(): Pointer;
  TFE_ContextOptionsSetConfig(options: Pointer, proto: Buffer, length: number, status: Pointer): void;
  TFE_DeleteContextOptions(options: Pointer): void;
  TFE_NewContext(options: Pointer, status: Pointer): Pointer;
  TFE_ContextListDevices(context: Pointer, status: Pointer): Pointer;
  TF_DeviceListCount(list: Pointer): number;
  TF_DeviceListType(list: Pointer, index: number, status: Pointer): string;
  TF_DeleteDeviceList(list: Pointer): void;
  TF_AllocateTensor(dataType: number, dims: Dims, rank: number, bytes: number): Pointer;
  TF_TensorData(tensor: Pointer): Pointer;
  TF_TensorByteSize(tensor: Pointer): number | bigint;
  TF_DeleteTensor(tensor: Pointer): void;
  TFE_NewTensorHandle(tensor: Pointer, status: Pointer): Pointer;
  TFE_TensorHandleResolve(handle: Pointer, status: Pointer): Pointer;
  TFE_DeleteTensorHandle(handle: Pointer): void;
  TFE_TensorHandleNumDims(handle: Pointer, status: Pointer): number;
  TFE_TensorHandleDim(handle: Pointer, axis: number, status: Pointer): number | bigint;
  TFE_TensorHandleDataType(handle: Pointer): number;
  TFE_NewOp(context: Pointer, name: string, status: Pointer): Pointer;
  TFE_DeleteOp(op: Pointer): void;
  TFE_OpAddInput(op: Pointer, handle: Pointer, status: Pointer): void;
  TFE_OpSetAttrType(op: Pointer, name: string, value: number): void;
  TFE_OpSetAttrInt(op: Pointer, name: string, value: number): void;
  TFE_OpSetAttrFloat(op: Pointer, name: string, value: number): void;
  TFE_OpSetAttrBool(op: Pointer, name: string, value: number): void;
  TFE_OpSetAttrString(op: Pointer, name: string, value: string, length: number): void;
  TFE_OpSetAttrIntList(op: Pointer, name: string, values: Dims, count: number): void;
  TFE_Execute(op: Pointer, outputs: BigUint64Array, count: number[], status: Pointer): void;
  TFE_ContextAddFunction(context: Pointer, fn: Pointer, status: Pointer): void;
  TFE_ContextRemoveFunction(context: Pointer, name: string, status: Pointer): void;
  TF_NewGraph(): Pointer;
  TF_DeleteGraph(graph: Pointer): void;
  TF_NewOperation(graph: Pointer, type: string, name: string): Pointer;
  TF_AddInput(node: Pointer, input: Output): void;
  TF_AddInputList(node: Pointer, inputs: readonly Output[], count: number): void;
  TF_SetAttrType(node: Pointer, name: string, value: number): void;
  TF_SetAttrInt(node: Pointer, name: string, value: number): void;
  TF_SetAttrFloat(node: Pointer, name: string, value: number): void;
  TF_SetAttrBool(node: Pointer, name: string, value: number): void;
  TF_SetAttrString(node: Pointer, name: string, value: string, length: number): void;
  TF_SetAttrFuncName(node: Pointer, name: string, value: string, length: number): void;
  TF_SetAttrIntList(node: Pointer, name: string, values: Dims, count: number): void;
  TF_SetAttrShape(node: Pointer, name: string, dims: Dims, rank: number): void;
  TF_SetAttrTensor(node: Pointer, name: string, tensor: Pointer, status: Pointer): void;
  TF_FinishOperation(node: Pointer, status: Pointer): Pointer;
  TF_GraphGetTensorNumDims(graph: Pointer, output: Output, status: Pointer): number;
  TF_GraphGetTensorShape(graph: Pointer, output: Output, dims: Dims, rank: number, status: Pointer): void;
  TF_OperationOutputType(output: Output): number;
  TF_GraphToFunction(
    graph: Pointer,
    name: string,
    appendHash: number,
    operations: number,
    operationList: null,
    inputCount: number,
    inputs: readonly Output[],
    outputCount: number,
    outputs: readonly Output[],
    outputNames: null,
    options: null,
    description: string,
    status: Pointer,
  ): Pointer;
  TF_DeleteFunction(fn: Pointer): void;
  /** From the C library: copies between libtensorflow's memory and a typed array. */
  memcpy(to: Pointer | ArrayBufferView, from: Pointer | ArrayBufferView, bytes: number): void;
}

/** Prototypes of {@link CApi}, in the same order. */
const prototypes = [
  'const char* TF_Version()',
  'void* TF_NewStatus()',
  'int TF_GetCode(void* status)',
  'const char* TF_Message(void* status)',
  'void* TFE_NewContextOptions()',
  'void TFE_ContextOptionsSetConfig(void* options, const uint8_t* proto, size_t length, void* status)',
  'void TFE_DeleteContextOptions(void* options)',
  'void* TFE_NewContext(void* options, void* status)',
  'void* TFE_ContextListDevices(void* context, void* status)',
  'int TF_DeviceListCount(void* list)',
  'const char* TF_DeviceListType(void* list, int index, void* status)',
  'void TF_DeleteDeviceList(void* list)',
  'void* TF_AllocateTensor(int dtype, const int64_t* dims, int rank, size_t bytes)',
  'void* TF_TensorData(void* tensor)',
  'size_t TF_TensorByteSize(void* tensor)',
  'void TF_DeleteTensor(void* tensor)',
  'void* TFE_NewTensorHandle(void* tensor, void* status)',
  'void* TFE_TensorHandleResolve(void* handle, void* status)',
  'void TFE_DeleteTensorHandle(void* handle)',
  'int TFE_TensorHandleNumDims(void* handle, void* status)',
  'int64_t TFE_TensorHandleDim(void* handle, int axis, void* status)',
  'int TFE_TensorHandleDataType(void* handle)',
  'void* TFE_NewOp(void* context, const char* name, void* status)',
  'void TFE_DeleteOp(void* op)',
  'void TFE_OpAddInput(void* op, void* handle, void* status)',
  'void TFE_OpSetAttrType(void* op, const char* name, int value)',
  'void TFE_OpSetAttrInt(void* op, const char* name, int64_t value)',
  'void TFE_OpSetAttrFloat(void* op, const char* name, float value)',
  'void TFE_OpSetAttrBool(void* op, const char* name, uint8_t value)',
  'void TFE_OpSetAttrString(void* op, const char* name, const char* value, size_t length)',
  'void TFE_OpSetAttrIntList(void* op, const char* name, const int64_t* values, int count)',
  'void TFE_Execute(void* op, _Inout_ uint64_t* outputs, _Inout_ int* count, void* status)',
  'void TFE_ContextAddFunction(void* context, void* fn, void* status)',
  'void TFE_ContextRemoveFunction(void* context, const char* name, void* status)',
  'void* TF_NewGraph()',
  'void TF_DeleteGraph(void* graph)',
  'void* TF_NewOperation(void* graph, const char* type, const char* name)',
  'void TF_AddInput(void* node, TF_Output input)',
  'void TF_AddInputList(void* node, const TF_Output* inputs, int count)',
  'void TF_SetAttrType(void* node, const char* name, int value)',
  'void TF_SetAttrInt(void* node, const char* name, int64_t value)',
  'void TF_SetAttrFloat(void* node, const char* name, float value)',
  'void TF_SetAttrBool(void* node, const char* name, uint8_t value)',
  'void TF_SetAttrString(void* node, const char* name, const char* value, size_t length)',
  'void TF_SetAttrFuncName(void* node, const char* name, const char* value, size_t length)',
  'void TF_SetAttrIntList(void* node, const char* name, const int64_t* values, int count)',
  'void TF_SetAttrShape(void* node, const char* name, const int64_t* dims, int rank)',
  'void TF_SetAttrTensor(void* node, const char* name, void* tensor, void* status)',
  'void* TF_FinishOperation(void* node, void* status)',
  'int TF_GraphGetTensorNumDims(void* graph, TF_Output output, void* status)',
  'void TF_GraphGetTensorShape(void* graph, TF_Output output, _Out_ int64_t* dims, int rank, void* status)',
  'int TF_OperationOutputType(TF_Output output)',
  'void* TF_GraphToFunction(void* graph, const char* name, uint8_t append_hash, int operations, void* operation_list, int input_count, const TF_Output* inputs, int output_count, const TF_Output* outputs, void* output_names, void* options, const char* description, void* status)',
  'void TF_DeleteFunction(void* fn)',
  'void memcpy(void* to, const void* from, size_t bytes)',
] as const;

/**
 * Loads libtensorflow and binds the C API.
 *
 * @param framework path of libtensorflow_framework, loaded first because the other library links against it
 * @param library path of libtensorflow_cc
 * @throws Error from the dynamic linker if a library cannot be loaded
 */
export function loadCApi(framework: string, library: string): CApi {
  withoutStandardError(() => pinUntilExit([framework, library]));
  koffi.struct('TF_Output', { oper: 'void*', index: 'int' });
  const libraries = [library, framework].map((path) => koffi.load(path, { global: true }));
  const api: Record<string, unknown> = {};
  for (const prototype of prototypes) {
    const name = /(\w+)\(/.exec(prototype)?.[1] as string;
    api[name] = bind(libraries, prototype, name, dirname(library));
  }
  return api as unknown as CApi;
}

/**
 * Views libtensorflow's memory as bytes without a copy, valid until the tensor is deleted. Use it for large
 * tensors only: a view survives until garbage collection, and thousands of small ones keep the heap from
 * being reused. Copy small tensors with `memcpy`.
 */
export function viewBytes(data: Pointer, length: number): Uint8Array {
  return length === 0 ? new Uint8Array(0) : new Uint8Array(koffi.view(data, length));
}

function bind(libraries: readonly LibraryHandle[], prototype: string, name: string, folder: string): unknown {
  for (const library of libraries) {
    try {
      return library.func(prototype);
    } catch {
      // The symbol may be in the other library.
    }
  }
  throw new Error(`Expected libtensorflow 2.21 in ${folder}, but it has no function ${name}.`);
}

/**
 * TensorFlow logs to standard error while it loads, before any log level applies. These lines are hidden
 * because failures are thrown anyway; TF_CPP_MIN_LOG_LEVEL=0 shows them.
 */
function withoutStandardError(work: () => void): void {
  if (process.env.TF_CPP_MIN_LOG_LEVEL === '0') {
    work();
    return;
  }
  const libc = koffi.load(LIBC);
  const dup = libc.func('int dup(int fd)') as (descriptor: number) => number;
  const dup2 = libc.func('int dup2(int from, int to)') as (from: number, to: number) => number;
  const saved = dup(2);
  const devNull = openSync('/dev/null', 'w');
  dup2(devNull, 2);
  try {
    work();
  } finally {
    dup2(saved, 2);
    closeSync(saved);
    closeSync(devNull);
  }
}

const LIBC = process.platform === 'darwin' ? '/usr/lib/libSystem.B.dylib' : 'libc.so.6';

/**
 * Unloading libtensorflow at process exit causes a segmentation fault, so both libraries are first opened
 * with RTLD_NODELETE.
 */
function pinUntilExit(paths: readonly string[]): void {
  const darwin = process.platform === 'darwin';
  const libc = koffi.load(LIBC);
  const dlopen = libc.func('void* dlopen(const char* path, int flags)') as (path: string, flags: number) => Pointer;
  const [now, global, noDelete] = darwin ? [0x2, 0x8, 0x80] : [0x2, 0x100, 0x1000];
  for (const path of paths) dlopen(path, now | global | noDelete);
}
