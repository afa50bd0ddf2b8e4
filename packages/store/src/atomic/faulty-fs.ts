import { type Fs, nodeFs } from './fs';

/** What goes wrong in a {@link faultyFs}. */
export interface Faults {
  /** Number of the first operation that fails, from 1. */
  readonly failAt?: number;
  /** `once`: only that operation. `forever`: all from then on, as if the process had been killed there. */
  readonly lasting?: 'once' | 'forever';
  /** Code of the error, e.g. `ENOSPC`. */
  readonly code?: string;
  /** Most bytes that one write takes. */
  readonly longestWrite?: number;
  /** Bytes that the disk holds: the write that crosses it is short, the next one fails with `ENOSPC`. */
  readonly capacity?: number;
}

/** The machine's file system with faults put in, and the names of the operations in the order they were asked for. */
export function faultyFs(faults: Faults): { readonly fs: Fs; readonly operations: readonly string[] } {
  const operations: string[] = [];
  let held = 0;
  const before = (operation: string): void => {
    operations.push(operation);
    const { failAt = Number.POSITIVE_INFINITY, lasting = 'once', code = 'EIO' } = faults;
    const count = operations.length;
    if (count === failAt || (count > failAt && lasting === 'forever')) throw systemError(code);
  };
  const write = (descriptor: number, bytes: Uint8Array): number => {
    before('write');
    const { longestWrite = bytes.length, capacity = Number.POSITIVE_INFINITY } = faults;
    const length = Math.min(bytes.length, longestWrite, capacity - held);
    if (length === 0) throw systemError('ENOSPC');
    held += length;
    return nodeFs.write(descriptor, bytes.subarray(0, length));
  };
  const through =
    <Arguments extends readonly unknown[], Result>(name: string, operation: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      before(name);
      return operation(...given);
    };
  return {
    operations,
    fs: {
      create: through('create', nodeFs.create),
      write,
      sync: through('sync', nodeFs.sync),
      size: through('size', nodeFs.size),
      close: through('close', nodeFs.close),
      rename: through('rename', nodeFs.rename),
      syncFolder: through('syncFolder', nodeFs.syncFolder),
      remove: through('remove', nodeFs.remove),
    },
  };
}

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
