/** For tests: a LocalMixer block in double precision, for one example, without tensors. Tokens are P rows of F. */
export type Tokens = readonly (readonly number[])[];

/** One layer: a linear map with its normalizations, and the kernel row by row. */
export interface PlainLayer {
  readonly name: string;
  readonly kernel: readonly number[];
  readonly bias: readonly number[];
  /** Number of channels normalized together, before and after the map. */
  readonly widths: readonly [number, number];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Layer normalization of each run of `width` numbers. */
export function plainNorm(values: readonly number[], width: number): number[] {
  return Array.from({ length: values.length / width }, (_, i) => {
    const run = values.slice(i * width, (i + 1) * width);
    const mean = sum(run) / width;
    const variance = sum(run.map((value) => (value - mean) ** 2)) / width;
    return run.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
  }).flat();
}

/** The output of the block, with `strength` times the noise of each layer added between normalization and ReLU. */
export function plainBlock(
  layers: readonly PlainLayer[],
  x: Tokens,
  residual: boolean,
  noise: readonly Tokens[],
  strength: number,
): Tokens {
  return layers.reduce<Tokens>((state, layer, i) => {
    const before = state.map((token) => plainNorm(token, layer.widths[0]));
    const after = plainLinear(layer, before).map((token) => plainNorm(token, layer.widths[1]));
    return after.map((token, p) =>
      token.map((value, c) => {
        const added = residual && i === layers.length - 1 ? (x[p]?.[c] as number) : 0;
        return Math.max(0, value + added + strength * (noise[i]?.[p]?.[c] as number));
      }),
    );
  }, x);
}

function plainLinear({ name, kernel, bias, widths: [width] }: PlainLayer, x: Tokens): Tokens {
  const tokens = x.length;
  if (name === 'tokens') {
    return x.map((token, q) =>
      token.map(
        (_, c) =>
          sum(x.map((other, p) => (other[c] as number) * (kernel[p * tokens + q] as number))) + (bias[q] as number),
      ),
    );
  }
  if (name === 'channels') {
    return x.map((token) =>
      bias.map((offset, d) => offset + sum(token.map((value, f) => value * (kernel[f * bias.length + d] as number)))),
    );
  }
  return x.map((token) =>
    token.map((_, d) => {
      const [group, column] = [Math.floor(d / width), d % width];
      const own = token.slice(group * width, (group + 1) * width);
      const weight = (c: number): number => kernel[group * width * width + c * width + column] as number;
      return (bias[d] as number) + sum(own.map((value, c) => value * weight(c)));
    }),
  );
}

/** A linear head: kernel D K row by row, bias K. */
export interface PlainHead {
  readonly kernel: readonly number[];
  readonly bias: readonly number[];
}

/** Cross-entropy of a head on pooled features. */
export function plainCrossEntropy({ kernel, bias }: PlainHead, features: readonly number[], label: number): number {
  const logits = bias.map(
    (offset, k) => offset + sum(features.map((value, d) => value * (kernel[d * bias.length + k] as number))),
  );
  return Math.log(sum(logits.map(Math.exp))) - (logits[label] as number);
}

/** Mean over the tokens. */
export const plainMean = (x: Tokens): number[] =>
  (x[0] as readonly number[]).map((_, c) => sum(x.map((token) => token[c] as number)) / x.length);
