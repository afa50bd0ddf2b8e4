import { bytesPerElement } from '../native/data-types';
import type { SymbolicEntry } from './entry';

/** Ops whose result shares the memory of their first input, as a view or by writing in place. */
const VIEWS: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'ExpandDims', 'Squeeze', 'InplaceUpdate']);

/** The memory of one tensor and its views. */
interface Buffer {
  readonly bytes: number;
  /** Index of the node that created it, and of the last node that used it. */
  readonly born: number;
  last: number;
}

/**
 * Computes the peak memory of the tensors that a graph creates, assuming that its nodes run in the order they were
 * added. Each result has memory of its own until its last use; views share the memory of their source, a loop updates
 * its state in place, and inputs of the graph are not counted.
 */
export class LiveTensors {
  readonly #buffers: Buffer[] = [];
  readonly #of = new Map<SymbolicEntry, Buffer>();
  /** Per node: peak bytes of the functions that it calls. */
  readonly #inside: number[] = [];

  /** @param inside peak bytes of the functions that the node calls */
  add(op: string, inputs: readonly SymbolicEntry[], outputs: readonly SymbolicEntry[], inside = 0): void {
    const node = this.#inside.push(inside) - 1;
    for (const input of inputs) this.#use(input, node);
    const isLoop = op === 'StatelessWhile';
    outputs.forEach((output, i) => {
      const source = inputs[isLoop ? i : 0];
      const shown = source === undefined ? undefined : this.#of.get(source);
      if (VIEWS.has(op)) {
        if (shown !== undefined) this.#of.set(output, shown);
      } else this.#of.set(output, (isLoop ? shown : undefined) ?? this.#make(output, node));
    });
  }

  /** @param kept tensors that stay alive until the end of the run */
  peak(kept: readonly SymbolicEntry[]): number {
    const nodes = this.#inside.length;
    for (const entry of kept) this.#use(entry, nodes - 1);
    const change = new Array<number>(nodes + 1).fill(0);
    for (const { bytes, born, last } of this.#buffers) {
      change[born] = (change[born] as number) + bytes;
      change[last + 1] = (change[last + 1] as number) - bytes;
    }
    let [alive, peak] = [0, 0];
    this.#inside.forEach((inside, node) => {
      alive += change[node] as number;
      peak = Math.max(peak, alive + inside);
    });
    return peak;
  }

  #make({ shape, dtype }: SymbolicEntry, born: number): Buffer {
    const bytes = shape.reduce((product, size) => product * size, bytesPerElement[dtype] ?? 0);
    const buffer = { bytes, born, last: born };
    this.#buffers.push(buffer);
    return buffer;
  }

  #use(entry: SymbolicEntry, node: number): void {
    const buffer = this.#of.get(entry);
    if (buffer !== undefined) buffer.last = node;
  }
}
