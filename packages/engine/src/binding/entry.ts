import type { Output, Pointer } from '../native/c-api';
import { dataTypeName } from '../native/data-types';
import type { Trace } from './trace';

/** What a tensor id refers to: a handle with values, or an output of a graph being traced. */
export type Entry = EagerEntry | SymbolicEntry;

export interface EagerEntry {
  readonly handle: Pointer;
  readonly shape: number[];
  readonly dtype: number;
}

export interface SymbolicEntry {
  readonly output: Output;
  readonly trace: Trace;
  readonly shape: number[];
  readonly dtype: number;
}

export const isSymbolic = (entry: Entry): entry is SymbolicEntry => 'output' in entry;

/** `float32 [128, 10]` */
export function describe(entry: Entry): string {
  return `${dataTypeName(entry.dtype)} [${entry.shape.join(', ')}]`;
}
