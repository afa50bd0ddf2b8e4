import { type FileHandle, open, stat } from 'node:fs/promises';
import { failureReason } from './probe';
import { Silence } from './silence';

/** What went wrong in one attempt, and what the next one may assume. */
export class TransferError extends Error {
  constructor(
    /** A clause that follows the address: `answered 500 Internal Server Error`. */
    readonly reason: string,
    /** Whether asking the same address again can help. */
    readonly retry: boolean,
    /** Whether the answer was not the file: then nothing of it is kept. */
    readonly wrong: boolean,
  ) {
    super(reason);
    this.name = 'TransferError';
  }
}

/** One attempt to complete a partial file. */
export interface Transfer {
  readonly url: string;
  /** The partial file: kept when the connection breaks, and continued by the next attempt. */
  readonly part: string;
  /** Wanted size. */
  readonly bytes: number;
  /** Longest silence of the server, in milliseconds. */
  readonly patience: number;
  readonly onBytes?: (received: number) => void;
}

/**
 * Fetches what a partial file lacks, by HTTP range where the server knows ranges, and else from the beginning.
 *
 * @throws TransferError
 */
export async function transfer(request: Transfer): Promise<void> {
  const held = await sizeOf(request.part);
  if (held === request.bytes) return;
  const from = held < request.bytes ? held : 0;
  const silence = new Silence(request.patience);
  try {
    const response = await ask(request.url, from, silence.signal);
    const start = checkAnswer(response, from, request.bytes);
    await append(response, start, request, silence);
  } catch (error) {
    throw error instanceof TransferError ? error : broken(error as Error, silence);
  } finally {
    silence.end();
  }
}

function ask(url: string, from: number, signal: AbortSignal): Promise<Response> {
  // Without identity, a server may declare the .gz as an encoding, and fetch would unpack it.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (from > 0) headers.range = `bytes=${from}-`;
  return fetch(url, { headers, signal });
}

/** Where in the file the answer's body begins; throws where the answer cannot be the file. */
function checkAnswer(response: Response, from: number, bytes: number): number {
  const { status, statusText } = response;
  if (status === 416) throw new TransferError(`answered 416 to a request from byte ${from}`, true, true);
  if (status !== 200 && status !== 206) {
    const retry = status >= 500 || status === 408 || status === 429;
    throw new TransferError(`answered ${`${status} ${statusText}`.trim()}`, retry, false);
  }
  const type = response.headers.get('content-type') ?? '';
  if (/^text\/|html/i.test(type)) throw new TransferError(`answered a page (${type}) instead of data`, true, true);
  const start = status === 206 ? from : 0;
  if (status === 206) {
    const range = response.headers.get('content-range') ?? 'none';
    if (range !== `bytes ${from}-${bytes - 1}/${bytes}`) {
      throw new TransferError(
        `was asked for bytes ${from}-${bytes - 1}/${bytes} and sent the range ${range}`,
        true,
        true,
      );
    }
  }
  const length = response.headers.get('content-length');
  if (length !== null && Number(length) !== bytes - start) {
    throw new TransferError(`announced ${length} bytes instead of ${bytes - start}`, true, true);
  }
  return start;
}

async function append(response: Response, start: number, request: Transfer, silence: Silence): Promise<void> {
  const handle = await open(request.part, start > 0 ? 'a' : 'w');
  try {
    const received = await writeBody(response, handle, start, request, silence);
    if (received < request.bytes) {
      throw new TransferError(`ended after ${received} of ${request.bytes} bytes`, true, false);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeBody(
  response: Response,
  handle: FileHandle,
  start: number,
  { bytes, onBytes }: Transfer,
  silence: Silence,
): Promise<number> {
  let received = start;
  for await (const chunk of response.body ?? []) {
    silence.heard();
    received += chunk.length;
    if (received > bytes) throw new TransferError(`sent more than ${bytes} bytes`, true, true);
    await handle.writeFile(chunk);
    onBytes?.(received);
  }
  return received;
}

/** A broken connection: what has arrived stays in the partial file. */
function broken(error: Error, silence: Silence): TransferError {
  if (isFileError(error)) throw error;
  if (silence.signal.aborted) return new TransferError(`sent nothing for ${silence.patience / 1000} s`, true, false);
  return new TransferError(`broke off (${failureReason(error)})`, true, false);
}

const isFileError = (error: Error): boolean => 'syscall' in error && 'path' in error;

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
