import { exactValues, type ScheduleOracle } from '../testing/oracle';

/**
 * For tests: the learned schedule in doubles, written exactly as in Appendix B and its reference, with tanh and
 * differences of gtilde, where the tensors use sigmoids and sums of positive terms.
 *
 * @paper eq:30 eq:31 eq:32
 */
export const oracle: ScheduleOracle = (parameters, t) => {
  const { gamma0, spread, ...network } = parameters as Record<string, Float64Array>;
  const hidden = network['hidden/kernel'] as Float64Array;
  const [bias, output] = [network['hidden/bias'] as Float64Array, network['output/kernel'] as Float64Array];
  const unit = (k: number, time: number): number =>
    Math.tanh(softplus(hidden[k] as number) * (time - 0.5) + (bias[k] as number));
  const sum = (term: (w2: number, k: number) => number): number =>
    output.reduce((total, raw, k) => total + term(softplus(raw), k), 0);
  const gtilde = (time: number): number => sum((w2, k) => w2 * unit(k, time));
  const gtildeRate = sum((w2, k) => w2 * (1 - unit(k, t) ** 2) * softplus(hidden[k] as number));

  const total = gtilde(1) - gtilde(0);
  const [end, distance] = [gamma0?.[0] as number, softplus(spread?.[0] as number)];
  const gamma = end + distance * (1 - (gtilde(t) - gtilde(0)) / total);
  return exactValues(gamma, (-distance * gtildeRate) / total);
};

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
