import type { Scope, Tensors } from '@noprop/core';

/**
 * A scope whose parameters come from elsewhere. Its random key is that of the scope, so dropout is the same mask at every
 * use.
 *
 * @param setStatistic what becomes of a statistic that is to change
 */
export function replacedScope(
  { training, random, statistic }: Scope,
  parameter: Scope['parameter'],
  setStatistic: Scope['setStatistic'],
): Scope {
  return { training, random, parameter, statistic, setStatistic };
}

/** A scope with these parameters in place of its own, which changes no statistics: the first pass did. */
export function withParameters(scope: Scope, parameters: Tensors): Scope {
  const parameter = (path: string) => {
    const tensor = parameters[path];
    if (tensor === undefined) throw new Error(`internal: no tensor "${path}" is given to the scope.`);
    return tensor;
  };
  return replacedScope(scope, parameter, () => undefined);
}
