import { type FileHandle, open, stat } from 'node:fs/promises';
import { failureReason } from './probe';
import { Silence } from './silence';

/** The failure of one attempt, and what it means for the next one. */
export class TransferError extends Error {
  constructor(
    /** A clause that follows the address in messages: `answered 500 Internal Server Error`. */
    readonly reason: string,
    /** Whether retrying the same address can help. */
    readonly retry: boolean,
    /** Whether the answer was not the file; then the partial file is discarded. */
    readonly wrong: boolean,
  ) {
    super(reason);
    this.name = 'TransferError';
  }
}

/** One attempt to complete a partial file. */
export interface Transfer {
  readonly url: string;
  /** Path of the partial file. It is kept if the connection breaks, and the next attempt resumes it. */
  readonly part: string;
  /** Expected size. */
  readonly bytes: number;
  /** How long the server may send nothing, in milliseconds. */
  readonly patience: number;
  readonly onBytes?: (received: number) => void;
}

/**
 * Downloads the missing part of a partial file with an HTTP range request, or the whole file if the server does not
 * support ranges.
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
  // Otherwise a server might declare .gz as a content encoding, and fetch would unpack the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (from > 0) headers.range = `bytes=${from}-`;
  return fetch(url, { headers, signal });
}

/** Returns the offset in the file where the answer's body starts; throws if the answer cannot be the file. */
function checkAnswer(response: Response, from: number, bytes: number): number {
  const { status, statusText } = response;
  if (status === 416) throw new TransferError(`answered 416 to a request from byte ${from}`, true, true);
  if (status !== 200 && status !== 206) {
    const retry = status >= 500 || status === 408 || status === 429;
    throw new TransferError(`answered ${`${status} ${statusText}`.trim()}`, retry, false);
  }
  const type = response.headers.get('content-type') ?? '';
  if (/^text\/|html/i.test(type)) throw new TransferError(`sent a web page (${type}) instead of data`, true, true);
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
      throw new TransferError(`stopped after ${received} of ${request.bytes} bytes`, true, false);
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

/** Converts a connection error; the received bytes stay in the partial file. File errors are rethrown. */
function broken(error: Error, silence: Silence): TransferError {
  if (isFileError(error)) throw error;
  if (silence.signal.aborted) return new TransferError(`sent nothing for ${silence.patience / 1000} s`, true, false);
  return new TransferError(`failed (${failureReason(error)})`, true, false);
}

const isFileError = (error: Error): boolean => 'syscall' in error && 'path' in error;

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
