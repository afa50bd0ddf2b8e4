import { EngineError } from '../errors';
import type { CApi, Pointer } from '../native/c-api';
import { describe, type Entry } from './entry';

/** The one TF_Status of the engine, and its translation into errors. */
export class Status {
  readonly pointer: Pointer;
  readonly #api: CApi;

  constructor(api: CApi) {
    this.#api = api;
    this.pointer = api.TF_NewStatus();
  }

  /** The message of the last call if it failed, else undefined. */
  failure(): string | undefined {
    return this.#api.TF_GetCode(this.pointer) === 0 ? undefined : this.#api.TF_Message(this.pointer);
  }

  /** @throws EngineError `op_failed` naming the op, its input shapes and the caller's line */
  check(op: string, inputs: readonly Entry[] = [], mark?: Error): void {
    const failure = this.failure();
    if (failure !== undefined) throw operationFailed({ op, inputs, mark }, failure);
  }
}

/** Where a failure occurred. */
export interface Origin {
  readonly op: string;
  readonly inputs: readonly Entry[];
  /** The compiled function that contains the op. */
  readonly within?: string | undefined;
  /** Where the op was called; defaults to the current line. */
  readonly mark?: Error | undefined;
}

/** `MatMul of float32 [2, 3], float32 [2, 3] failed in step: ...` */
export function operationFailed({ op, inputs, within, mark }: Origin, failure: string): EngineError {
  const shapes = inputs.length === 0 ? '' : ` of ${inputs.map(describe).join(', ')}`;
  const place = within === undefined ? '' : ` in ${within}`;
  return new EngineError(
    'op_failed',
    `${op}${shapes} failed${place}: ${plain(failure)}`,
    mark === undefined ? { op } : { op, mark },
  );
}

/** TensorFlow's message without the names and shapes of graph nodes. */
function plain(message: string): string {
  return message
    .replace(/\{\{function_node [^}]*\}\}\s*/g, '')
    .replace(/\s*\[\[(\{\{node )?[^\]]*\]\]/g, '')
    .replace(/ for '\{\{node .*$/s, '')
    .trim();
}
