import type { Binding } from './binding/binding';
import type { EngineInfo } from './info';

/** The process's engine once it has started. */
export interface EngineState {
  readonly info: EngineInfo;
  /** Present on the tensorflow backend. */
  readonly binding: Binding | undefined;
}

let state: EngineState | undefined;

export function setState(next: EngineState): void {
  state = next;
}

export function currentState(): EngineState | undefined {
  return state;
}

/** @throws Error `internal:` if no engine has started */
export function requireState(): EngineState {
  if (state === undefined) throw new Error('internal: the engine has not started; call startEngine first.');
  return state;
}

/** True while a compiled function is being traced. */
export function isTracing(): boolean {
  return state?.binding?.trace !== undefined;
}
