import { philoxInto, type Words4 } from './philox';

/** The id of a random stream: the 32-bit FNV-1a hash of its name, followed by a mixer. */
export function streamId(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Philox key of a named stream for a seed. */
export function streamKey(seed: number, name: string): readonly [number, number] {
  return [seed | 0, streamId(name)];
}

/**
 * A seeded sequence of random numbers on the host, for shuffling and for generating datasets.
 * @param counter words 2 and 3 of the Philox counter, e.g. the epoch; words 0 and 1 count blocks
 */
export class RandomStream {
  readonly #key: readonly [number, number];
  readonly #high: readonly [number, number];
  readonly #words = new Uint32Array(4);
  #block = 0;
  #next = 4;

  constructor(seed: number, name: string, counter: readonly [number, number] = [0, 0]) {
    this.#key = streamKey(seed, name);
    this.#high = counter;
  }

  /** The next unsigned 32-bit word. */
  word(): number {
    if (this.#next === 4) {
      const counter: Words4 = [this.#block++, 0, this.#high[0], this.#high[1]];
      philoxInto(this.#words, 0, counter, this.#key);
      this.#next = 0;
    }
    return this.#words[this.#next++] as number;
  }

  /** Uniform in (0, 1). */
  uniform(): number {
    return (this.word() + 0.5) / 0x1_0000_0000;
  }

  /** Uniform integer in [0, bound) for a bound up to 2^32, by scaling one word. */
  below(bound: number): number {
    return Math.floor((this.word() * bound) / 0x1_0000_0000);
  }

  /** Standard normal, by Box-Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** A random permutation of 0..count-1 (Fisher-Yates). */
export function permutation(count: number, stream: RandomStream): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}
