import type { OpenSink, Sink, SinkRecord, SinkRun } from '@noprop/core';

export interface HostedSinkOptions {
  /** Name of the component, for warnings. */
  readonly name: string;
  readonly warn: (message: string) => void;
  /** Milliseconds that closing may take, in case the sink has no limit of its own. */
  readonly limit?: number;
}

/** Shields the run from a sink: its first failure becomes a warning, after which it is only closed. */
export class HostedSink {
  readonly #sink: Sink;
  readonly #options: HostedSinkOptions;
  #open: OpenSink | undefined;
  #closing: Promise<void> | undefined;
  #failed = false;

  constructor(sink: Sink, options: HostedSinkOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  open(run: Omit<SinkRun, 'note'>): void {
    const note = (message: string): void => this.#options.warn(`${this.#options.name}: ${message}`);
    this.#guard(() => {
      this.#open = this.#sink.open({ ...structuredClone(run), note });
    });
  }

  write(record: SinkRecord): void {
    if (this.#open === undefined || this.#failed) return;
    // A copy, so that a sink cannot change the run's own metrics.
    this.#guard(() => this.#open?.write(structuredClone(record)));
  }

  /** Never rejects. */
  async close(): Promise<void> {
    const failedBefore = this.#failed;
    this.#closing ??= this.#closeWithin(this.#options.limit ?? CLOSE_LIMIT);
    try {
      await this.#closing;
    } catch (error) {
      // After an earlier failure, which was reported, an error while closing adds nothing.
      if (!failedBefore) this.#fail(error, 'did not receive the whole run');
    }
  }

  /** Catches errors of a call, also of one that returns a promise although the contract forbids it. */
  #guard(call: () => unknown): void {
    try {
      const result = call();
      if (result instanceof Promise) result.catch((error: unknown) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown, what = 'stopped; the run continues without it'): void {
    if (this.#failed) return;
    this.#failed = true;
    const { name, warn } = this.#options;
    warn(`The sink ${name} ${what}: ${error instanceof Error ? error.message : String(error)}`);
    void this.close();
  }

  async #closeWithin(limit: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it did not close within ${limit / 1000} s.`)), limit);
    });
    try {
      await Promise.race([this.#open?.close(), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const CLOSE_LIMIT = 120_000;
