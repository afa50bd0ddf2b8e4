import { toyGamma } from '../laws/toy-schedules';
import {
  affine,
  classProbabilities,
  klOf,
  mixed,
  noised,
  row,
  sigmoid,
  softmax,
  softplus,
  squaredDistance,
} from '../shared/doubles';
import { mean } from '../shared/fixture';
import { affineOf, embeddingOf, numbersOf, type Values } from '../shared/oracle';

/** For tests: the inputs of the loss other than its parameters, as plain numbers. */
export interface Given {
  readonly labels: readonly number[];
  /** D. */
  readonly dimension: number;
  /** B. */
  readonly times: readonly number[];
  /** Standard normal, B D, for z_t and for z_1. */
  readonly noise: { readonly z: readonly number[]; readonly zFinal: readonly number[] };
  readonly eta: number;
  /** Standard deviation of the radial class probabilities. */
  readonly sigma?: number;
}

/** The terms of the loss in double precision, written from the paper without tensors. @paper eq:8 alg:2 */
export const termsInDoubles = {
  crossEntropy: (values: Values, { labels, dimension, noise, sigma }: Given): number => {
    const embedding = embeddingOf(values);
    const { alphaBar } = scheduleInDoubles(1, values);
    const probabilities = labels.map((label, i) => {
      const zFinal = noised(row(embedding, label, dimension), alphaBar, row(noise.zFinal, i, dimension));
      return classProbabilities(zFinal, affineOf(values, 'head'), embedding, sigma)[label] as number;
    });
    return mean(probabilities.map((probability) => -Math.log(probability)));
  },
  kl: (values: Values, { labels, dimension }: Given): number => {
    const { alphaBar } = scheduleInDoubles(0, values);
    return mean(labels.map((label) => klOf(row(embeddingOf(values), label, dimension), alphaBar)));
  },
  denoising: (values: Values, given: Given): number => {
    const embedding = embeddingOf(values);
    const errors = given.labels.map((label, i) => {
      const prediction = mixed(embedding, softmax(logitsInDoubles(values, given, i)));
      const { snrRate } = scheduleInDoubles(given.times[i] as number, values);
      return snrRate * squaredDistance(prediction, row(embedding, label, given.dimension));
    });
    return 0.5 * given.eta * mean(errors);
  },
} as const;

/** The network's logits for z_t of example i. */
export function logitsInDoubles(values: Values, { labels, dimension, times, noise }: Given, i: number): number[] {
  const u = row(embeddingOf(values), labels[i] as number, dimension);
  const t = times[i] as number;
  const z = noised(u, scheduleInDoubles(t, values).alphaBar, row(noise.z, i, dimension));
  const rate = numbersOf(values, 'network/rate');
  return affine(z, affineOf(values, 'network')).map((logit, k) => logit + t * (rate[k] as number));
}

/** The toy schedule at time t, with these parameters or its initial ones. */
export function scheduleInDoubles(
  t: number,
  values: Values = {},
): { gamma: number; alphaBar: number; snr: number; snrRate: number } {
  const parameter = (path: keyof typeof toyGamma): number => values[`schedule/${path}`]?.[0] ?? toyGamma[path];
  const [fall, curve] = [softplus(parameter('spread')), Math.tanh(parameter('bend'))];
  const gamma = parameter('gamma0') + fall * (1 - t - curve * t * (1 - t));
  const snr = Math.exp(-gamma);
  return { gamma, alphaBar: sigmoid(-gamma), snr, snrRate: snr * fall * (1 + curve * (1 - 2 * t)) };
}
