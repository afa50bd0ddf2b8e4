import type { Scope, Tensors } from '@noprop/core';

/**
 * A scope with parameters from elsewhere. It keeps the random key, so dropout uses the same mask every time.
 *
 * @param setStatistic handles the changes of statistics
 */
export function replacedScope(
  { training, random, statistic }: Scope,
  parameter: Scope['parameter'],
  setStatistic: Scope['setStatistic'],
): Scope {
  return { training, random, parameter, statistic, setStatistic };
}

/** A scope with these parameters instead of its own. It ignores statistics, which the first pass has updated. */
export function withParameters(scope: Scope, parameters: Tensors): Scope {
  const parameter = (path: string) => {
    const tensor = parameters[path];
    if (tensor === undefined) throw new Error(`internal: the scope has no tensor "${path}".`);
    return tensor;
  };
  return replacedScope(scope, parameter, () => undefined);
}
