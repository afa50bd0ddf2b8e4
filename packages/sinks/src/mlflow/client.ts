import { setTimeout as wait } from 'node:timers/promises';
import type { MlflowServer } from './server';

/** A request that failed after all its attempts. */
export class MlflowError extends Error {
  /** @param code MLflow's error code, e.g. `RESOURCE_DOES_NOT_EXIST`, or empty; `unreachable` if there was no answer */
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export interface ClientOptions {
  /** Aborts requests in flight. */
  readonly signal: AbortSignal;
  /** Pauses before each retry, in milliseconds. */
  readonly delays?: readonly number[];
  /** Timeout of one attempt, in milliseconds. */
  readonly timeout?: number;
}

/** A client of MLflow's REST API 2.0. Retries temporary failures: no connection, 408, 429 and 5xx. */
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
      if (!answer.temporary || delay === undefined) throw answer.error;
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
          // A training step may block this thread until the server closes an idle connection, so keep none open.
          connection: 'close',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(authorization !== undefined && { authorization }),
        },
        ...(body !== undefined && { body }),
        // Metrics and credentials must not go to any address but the configured one.
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      const text = await response.text();
      return response.ok ? { value: JSON.parse(text || '{}') as unknown } : this.#refusal(endpoint, response, text);
    } catch (error) {
      signal.throwIfAborted();
      const message = `The MLflow server at ${uri} cannot be reached: ${reasonOf(error)}.`;
      return { error: new MlflowError(message, 'unreachable'), temporary: true };
    }
  }

  #refusal(endpoint: string, { status, headers }: Response, text: string): Answer {
    const { code, message } = problemOf(text);
    const call = endpoint.replace(/\?.*/, '');
    const reason = [`${status}`, code, message].filter((part) => part !== '').join(' ');
    const error = new MlflowError(`The MLflow server at ${this.#server.uri} answered ${call} with ${reason}`, code);
    const after = Math.min(Number(headers.get('retry-after')) || 0, LONGEST_PAUSE) * 1000;
    return { error, temporary: status === 408 || status === 429 || status >= 500, after };
  }
}

type Answer =
  | { readonly value: unknown }
  | { readonly error: MlflowError; readonly temporary: boolean; readonly after?: number };

/** Milliseconds. */
const DELAYS = [500, 1000, 2000, 4000];
/** Milliseconds. Long, because a training step may block the thread that reads the answer. */
const TIMEOUT = 60_000;
/** Seconds. */
const LONGEST_PAUSE = 30;

/** Error code and message of a refusal, cut to one line; both are empty if a proxy answered with a web page. */
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
