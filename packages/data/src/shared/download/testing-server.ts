import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a server received. */
export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
}

/** Answers one request. The last answer of a list is repeated for all further requests. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A local server and the requests it received. */
export interface TestingServer {
  readonly origin: string;
  readonly asked: readonly Asked[];
}

/** Runs a test with a local server that gives these answers in turn. */
export async function withServer(
  answers: readonly Answer[],
  body: (server: TestingServer) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] as Answer;
    asked.push({ path: request.url ?? '', range: request.headers.range });
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await body({ origin: originOf(server), asked });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A local address where no server is listening. */
export async function closedOrigin(): Promise<string> {
  let origin = '';
  await withServer([], async (server) => {
    origin = server.origin;
  });
  return origin;
}

/** Sends a file, or the requested range of it. */
export const sendFile =
  (file: Uint8Array): Answer =>
  ({ headers: { range } }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const type = { 'content-type': 'application/gzip' };
    if (from > 0) {
      const span = `bytes ${from}-${file.length - 1}/${file.length}`;
      response.writeHead(206, { ...type, 'content-range': span, 'content-length': file.length - from });
    } else response.writeHead(200, { ...type, 'content-length': file.length });
    response.end(file.subarray(from));
  };

/** Sends these bytes and headers for every request. */
export const sendBytes =
  (bytes: Uint8Array, headers: Readonly<Record<string, string | number>> = {}, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(bytes);
  };

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
