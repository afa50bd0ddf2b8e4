import { callSite, markCall } from './call-site';

/** A failed tensor operation, with its op, its shapes and the line of its caller. */
export class EngineError extends Error {
  readonly code: string;
  readonly op: string | undefined;
  /** `file:line:column` of the caller, if known. */
  readonly caller: string | undefined;

  constructor(code: string, message: string, details: { op?: string; mark?: Error } = {}) {
    const caller = callSite(details.mark ?? markCall());
    super(caller === undefined ? message : `${message}\n  called at ${caller}`);
    this.name = 'EngineError';
    this.code = code;
    this.op = details.op;
    this.caller = caller;
  }
}
