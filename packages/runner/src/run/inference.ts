import { createScope, type Method, NopropError, type Prediction, type Tensors } from '@noprop/core';
import { createRandomKey } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Images a batch of predictions; a whole chain is one native call. Part of what decides an image's noise. */
export const INFERENCE_BATCH = 500;

/** The random stream of an inference run, from 0. */
export const inferenceStream = (run: number): string => `evaluate/run/${run}`;

/** What inference needs of a trained model, by parameter group. */
export type InferenceGroups = Readonly<Record<string, { readonly parameters: Tensors; readonly statistics: Tensors }>>;

/** What changes from batch to batch, as tensors for a compiled function. */
export interface InferenceInput {
  readonly groups: InferenceGroups;
  /** Key of {@link inferenceStream}. */
  readonly key: Tensor;
  /** int32 scalar: number of the batch, so that each draws other noise. */
  readonly count: Tensor;
}

/** The method's own predictor on one batch of images, B H W C. */
export function runPredictor(
  method: Method,
  { groups, key, count }: InferenceInput,
  images: Tensor,
  asked: { readonly diagnostics: boolean; readonly trajectory?: boolean },
): Prediction {
  const random = createRandomKey(key, count);
  const scopes = Object.entries(groups).map(([group, tensors]) => [
    group,
    createScope({ group, ...tensors, random: random.fold(group), training: false }).scope,
  ]);
  return method.predictor.predict({ scopes: Object.fromEntries(scopes), images, random, ...asked });
}

/** @param image its number, from 0 */
export function notFinite(image: number, score: number): NopropError {
  return new NopropError({
    code: 'not_finite',
    path: '',
    message: `Finite scores are wanted, but image ${image + 1} has ${score}.`,
    hint: 'The parameters are not usable: train again with a smaller learning rate.',
  });
}
