import { type Fs, nodeFs } from './fs';

/** The faults of a {@link faultyFs}. */
export interface Faults {
  /** Number of the first operation that fails, counted from 1. */
  readonly failAt?: number;
  /** `once`: only that operation fails. `forever`: so do all later ones, as if the process had been killed. */
  readonly lasting?: 'once' | 'forever';
  /** Code of the error, e.g. `ENOSPC`. */
  readonly code?: string;
  /** Maximum number of bytes per write. */
  readonly longestWrite?: number;
  /** Bytes the disk can hold: the write that exceeds it is short, and the next one fails with `ENOSPC`. */
  readonly capacity?: number;
}

/** The real file system with injected faults, and the names of the requested operations in order. */
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

/** An error with a system error code. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
