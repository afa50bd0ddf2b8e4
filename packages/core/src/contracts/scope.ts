import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './parameters';
import type { RandomKey } from './random';

/** What the layers of one parameter group can access while they run. */
export interface Scope {
  readonly training: boolean;
  readonly random: RandomKey;
  parameter(path: string): Tensor;
  statistic(path: string): Tensor;
  /** Sets the new value of a statistic; the step returns it as part of the new state. */
  setStatistic(path: string, value: Tensor): void;
}

export interface ScopeSource {
  readonly group: string;
  readonly parameters: Tensors;
  readonly statistics: Tensors;
  readonly random: RandomKey;
  readonly training: boolean;
}

/** A {@link Scope} over plain tensors, and the statistics with the values set through it. */
export function createScope(source: ScopeSource): { scope: Scope; statistics: () => Tensors } {
  const updated: Record<string, Tensor> = { ...source.statistics };
  const scope: Scope = {
    training: source.training,
    random: source.random,
    parameter: (path) => lookUp(source.parameters, source.group, path),
    statistic: (path) => lookUp(source.statistics, source.group, path),
    setStatistic: (path, value) => {
      lookUp(source.statistics, source.group, path);
      updated[path] = value;
    },
  };
  return { scope, statistics: () => updated };
}

function lookUp(tensors: Tensors, group: string, path: string): Tensor {
  const tensor = tensors[path];
  if (tensor === undefined) {
    const known = Object.keys(tensors).join(', ') || 'none';
    throw new Error(`internal: group "${group}" has no tensor "${path}". Known: ${known}.`);
  }
  return tensor;
}
