import type { Method, TrainingData } from '@noprop/core';

/** Initial values of the parameters and statistics that are computed from the training images, by `<group>/<path>`. */
export type DataValues = ReadonlyMap<string, Float32Array>;

/**
 * Computes these values one after the other. Called once, before the first step.
 *
 * @throws NopropError if the images do not allow it, e.g. a class has no images
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
