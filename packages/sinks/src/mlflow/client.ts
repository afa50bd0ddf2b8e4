import { setTimeout as wait } from 'node:timers/promises';
import type { MlflowServer } from './server';

/** An answer that is no success: of this request, not of its attempts. */
export class MlflowError extends Error {
  /** @param code MLflow's own, e.g. `RESOURCE_DOES_NOT_EXIST`; the HTTP status where there is none */
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export interface ClientOptions {
  /** Aborted: what is under way is left. */
  readonly signal: AbortSignal;
  /** Milliseconds before each further attempt. */
  readonly delays?: readonly number[];
  /** Milliseconds that an attempt may take. */
  readonly timeout?: number;
}

/** MLflow's REST API, version 2.0. What may pass (no connection, 408, 429, 5xx) is tried again. */
export class MlflowClient {
  readonly #server: MlflowServer;
  readonly #options: Required<ClientOptions>;

  constructor(server: MlflowServer, { signal, delays = DELAYS, timeout = TIMEOUT }: ClientOptions) {
    this.#server = server;
    this.#options = { signal, delays, timeout };
  }

  get(endpoint: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    return this.#call(`${endpoint}?${new URLSearchParams(query).toString()}`);
  }

  post(endpoint: string, body: unknown): Promise<unknown> {
    return this.#call(endpoint, JSON.stringify(body));
  }

  async #call(endpoint: string, body?: string): Promise<unknown> {
    const { delays, signal } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#attempt(endpoint, body);
      if ('value' in answer) return answer.value;
      const delay = delays[attempt];
      if (!answer.passing || delay === undefined) throw answer.error;
      await wait(Math.max(delay, answer.after ?? 0), undefined, { signal });
    }
  }

  async #attempt(endpoint: string, body: string | undefined): Promise<Answer> {
    const { signal, timeout } = this.#options;
    const { uri, authorization } = this.#server;
    try {
      const response = await fetch(`${uri}/api/2.0/mlflow/${endpoint}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          // While a training step holds the thread the server may close a connection that waits: none is kept.
          connection: 'close',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(authorization !== undefined && { authorization }),
        },
        ...(body !== undefined && { body }),
        // Another address than the one that was named gets neither figures nor secrets.
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      const text = await response.text();
      return response.ok ? { value: JSON.parse(text || '{}') as unknown } : this.#refusal(endpoint, response, text);
    } catch (error) {
      signal.throwIfAborted();
      const message = `The MLflow server at ${uri} cannot be reached: ${reasonOf(error)}.`;
      return { error: new MlflowError(message, 'unreachable'), passing: true };
    }
  }

  #refusal(endpoint: string, { status, headers }: Response, text: string): Answer {
    const { code, message } = problemOf(text);
    const call = endpoint.replace(/\?.*/, '');
    const said = [`${status}`, code, message].filter((part) => part !== '').join(' ');
    const error = new MlflowError(`The MLflow server at ${this.#server.uri} answered ${call} with ${said}`, code);
    const after = Math.min(Number(headers.get('retry-after')) || 0, LONGEST_PAUSE) * 1000;
    return { error, passing: status === 408 || status === 429 || status >= 500, after };
  }
}

type Answer =
  | { readonly value: unknown }
  | { readonly error: MlflowError; readonly passing: boolean; readonly after?: number };

const DELAYS = [500, 1000, 2000, 4000];
/** Long, because the thread that reads the answer may be held by a training step. */
const TIMEOUT = 60_000;
/** Seconds. */
const LONGEST_PAUSE = 30;

/** What a server says of its refusal, cut to a line; a proxy may answer with a page. */
function problemOf(text: string): { readonly code: string; readonly message: string } {
  try {
    const { error_code: code, message } = JSON.parse(text) as { error_code?: unknown; message?: unknown };
    return {
      code: String(code ?? ''),
      message: String(message ?? '')
        .replace(/\s+/g, ' ')
        .slice(0, 200),
    };
  } catch {
    return { code: '', message: '' };
  }
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: unknown; message?: unknown } };
  if (name === 'TimeoutError') return 'it did not answer in time';
  return String(cause?.code ?? cause?.message ?? message);
}
