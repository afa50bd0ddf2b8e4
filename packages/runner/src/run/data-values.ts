import type { Method, TrainingData } from '@noprop/core';

/** Values of the parameters and statistics that start from the training images, by `<group>/<path>`. */
export type DataValues = ReadonlyMap<string, Float32Array>;

/**
 * Computes them, one after the other: once, before the first step.
 *
 * @throws NopropError where the images do not allow it, e.g. a class without one
 */
export async function valuesFromData({ groups }: Pick<Method, 'groups'>, data: TrainingData): Promise<DataValues> {
  const values = new Map<string, Float32Array>();
  for (const { name, parameters, statistics } of groups) {
    for (const [path, { init }] of Object.entries({ ...statistics, ...parameters })) {
      if (init.kind === 'data') values.set(`${name}/${path}`, await init.compute(data));
    }
  }
  return values;
}
