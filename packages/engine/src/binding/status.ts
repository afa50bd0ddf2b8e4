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

  /** The message of a failed call, or nothing. */
  failure(): string | undefined {
    return this.#api.TF_GetCode(this.pointer) === 0 ? undefined : this.#api.TF_Message(this.pointer);
  }

  /** @throws EngineError `op_failed` naming the op, its input shapes and the caller's line */
  check(op: string, inputs: readonly Entry[] = [], mark?: Error): void {
    const failure = this.failure();
    if (failure === undefined) return;
    const shapes = inputs.length === 0 ? '' : ` of ${inputs.map(describe).join(', ')}`;
    throw new EngineError('op_failed', `${op}${shapes} failed: ${failure}`, mark === undefined ? { op } : { op, mark });
  }
}
