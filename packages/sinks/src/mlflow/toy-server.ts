import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the server received. */
export interface Call {
  readonly endpoint: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

/** A deliberate failure: no answer, a dropped connection, or a status with an optional MLflow code and retry delay. */
export type Fault = 'hang' | 'drop' | { readonly status: number; readonly code?: string; readonly after?: number };

export interface ToyServer {
  readonly uri: string;
  readonly calls: readonly Call[];
  /** Steps and values of a metric, in the order received. */
  metric(key: string): readonly (readonly [step: number, value: number])[];
  close(): Promise<void>;
}

/**
 * For tests: a local server with the part of MLflow's API that the sink uses. Refuses requests beyond MLflow's limits.
 * `fault` is called for each request, numbered from 1, and can make it fail.
 */
export async function startToyServer(
  fault: (endpoint: string, call: number) => Fault | undefined = () => undefined,
): Promise<ToyServer> {
  const calls: Call[] = [];
  const experiments = new Map<string, string>();
  const runs = new Set<string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const url = new URL(request.url as string, 'http://localhost');
    const endpoint = url.pathname.replace('/api/2.0/mlflow/', '');
    const body = text === '' ? Object.fromEntries(url.searchParams) : (JSON.parse(text) as Call['body']);
    calls.push({ endpoint, body, authorization: request.headers.authorization });
    const planned = fault(endpoint, calls.length);
    if (planned === 'hang') return;
    if (planned === 'drop') {
      request.socket.destroy();
      return;
    }
    const [status, content] = planned === undefined ? work(endpoint, body, text) : refuse(planned.status, planned.code);
    if (planned?.after !== undefined) response.setHeader('retry-after', planned.after);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  };
  const server = createServer((request, response) => void answer(request, response));

  function work(endpoint: string, body: Call['body'], text: string): Answer {
    if (text.length > 1_000_000) return refuse(413, 'REQUEST_TOO_LARGE');
    if (endpoint === 'experiments/get-by-name') {
      const id = experiments.get(String(body.experiment_name));
      return id === undefined ? refuse(404, 'RESOURCE_DOES_NOT_EXIST') : [200, { experiment: { experiment_id: id } }];
    }
    if (endpoint === 'experiments/create') {
      experiments.set(String(body.name), String(experiments.size + 1));
      return [200, { experiment_id: String(experiments.size) }];
    }
    if (endpoint === 'runs/create') {
      runs.add(`run-${runs.size + 1}`);
      return [200, { run: { info: { run_id: `run-${runs.size}` } } }];
    }
    if (!runs.has(String(body.run_id))) return refuse(404, 'RESOURCE_DOES_NOT_EXIST');
    const { metrics = [], params = [] } = body as { metrics?: unknown[]; params?: unknown[] };
    return metrics.length > 1000 || params.length > 100 ? refuse(400, 'INVALID_PARAMETER_VALUE') : [200, {}];
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    metric: (key) =>
      calls
        .flatMap(({ body }) => (body.metrics ?? []) as { key: string; step: number; value: number }[])
        .filter((metric) => metric.key === key)
        .map(({ step, value }) => [step, value] as const),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

type Answer = readonly [status: number, body: unknown];

const refuse = (status: number, code = ''): Answer => [status, { error_code: code, message: `refused ${code}` }];

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
