import { sampleStandardDeviation } from 'simple-statistics';
import { bootstrapInterval } from './bootstrap';
import { meanOf } from './mean';

/** Statistics of a metric over seeds and inference runs. What too few values cannot determine is left out, never 0. */
export interface Summary {
  /** Number of values. */
  readonly n: number;
  readonly seeds: number;
  /** Inference runs per seed; the most of any seed if they differ. */
  readonly runs: number;
  readonly mean: number;
  /**
   * Sample standard deviation over all values; undefined for one value. For one seed it shows inference noise only, not
   * how much trainings vary.
   */
  readonly sd?: number;
  /** Standard error `sd / sqrt(n)`, as if all values were independent; undefined for one value. */
  readonly se?: number;
  /** 95 % interval of the mean, by the hierarchical bootstrap; undefined for one seed. */
  readonly interval?: readonly [low: number, high: number];
}

/**
 * Mean, spread and interval of a metric.
 *
 * @param values by seed, then by inference run; at least one
 */
export function summarize(values: readonly (readonly number[])[]): Summary {
  const seeds = values.filter((runs) => runs.length > 0);
  const all = seeds.flat();
  const n = all.length;
  if (n === 0) throw new Error('internal: no values to summarize');
  const runs = Math.max(...seeds.map((each) => each.length));
  const sd = n > 1 ? spread(all) : undefined;
  return {
    n,
    seeds: seeds.length,
    runs,
    mean: meanOf(all),
    ...(sd === undefined ? {} : { sd, se: sd / Math.sqrt(n) }),
    ...(seeds.length > 1 ? { interval: bootstrapInterval(seeds) } : {}),
  };
}

/** Rounding must not give equal values a spread. */
const spread = (values: readonly number[]): number =>
  values.every((value) => value === values[0]) ? 0 : sampleStandardDeviation([...values]);
