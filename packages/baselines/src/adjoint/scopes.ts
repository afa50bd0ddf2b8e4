import type { Scope, Tensors } from '@noprop/core';

/** A scope with these parameters in place of its own, which changes no statistics: the first pass did. */
export function withParameters({ training, random, statistic }: Scope, parameters: Tensors): Scope {
  const parameter = (path: string) => {
    const tensor = parameters[path];
    if (tensor === undefined) throw new Error(`internal: no tensor "${path}" is given to the scope.`);
    return tensor;
  };
  return { training, random, parameter, statistic, setStatistic: () => undefined };
}
