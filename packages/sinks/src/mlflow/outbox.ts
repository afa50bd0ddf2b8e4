import { LIMITS, takeBatch } from './batch';

export interface OutboxOptions<T> {
  /** Runs before the first batch. */
  readonly begin: () => Promise<void>;
  readonly send: (batch: readonly T[]) => Promise<void>;
  /** Runs after the last batch. */
  readonly end: () => Promise<void>;
  /** Maximum number of waiting items; beyond it, the oldest are dropped. */
  readonly capacity?: number;
  /** How long a partial batch waits for more items, in milliseconds. */
  readonly linger?: number;
}

/** Sends items in batches in the background. The queue is bounded: a slow server costs items, not memory. */
export class Outbox<T> {
  readonly #options: Required<OutboxOptions<T>>;
  readonly #items: T[] = [];
  readonly #work: Promise<void>;
  #dropped = 0;
  #closing = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor({ capacity = CAPACITY, linger = LINGER, ...options }: OutboxOptions<T>) {
    this.#options = { capacity, linger, ...options };
    // Keep the failure for the next call: a rejection now might be unhandled.
    this.#work = this.#run().catch((error: Error) => {
      this.#failure = error;
    });
  }

  /**
   * Queues items.
   *
   * @throws the error of an earlier failure in the background
   */
  add(items: readonly T[]): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#items.push(...items);
    const over = Math.max(0, this.#items.length - this.#options.capacity);
    this.#items.splice(0, over);
    this.#dropped += over;
    if (this.#items.length >= LIMITS.metrics) this.#wake();
  }

  /** Number of dropped and of waiting items. */
  get counts(): { readonly dropped: number; readonly waiting: number } {
    return { dropped: this.#dropped, waiting: this.#items.length };
  }

  /** Sends the waiting items. Rejects with the error of any failure in the background. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#wake();
    await this.#work;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #run(): Promise<void> {
    const { begin, send, end } = this.#options;
    await begin();
    while (!this.#closing || this.#items.length > 0) {
      if (!this.#closing && this.#items.length < LIMITS.metrics) await this.#pause();
      const batch = takeBatch(this.#items, LIMITS.metrics, LIMITS.bytes);
      if (batch.length > 0) await send(batch);
    }
    await end();
  }

  /** Waits for a full batch or the end, at most `linger` milliseconds. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.linger);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const CAPACITY = 20_000;
const LINGER = 1000;
