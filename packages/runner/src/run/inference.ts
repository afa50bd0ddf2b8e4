import { createScope, type Method, NopropError, type Prediction, type Tensors } from '@noprop/core';
import { createRandomKey } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Images per prediction batch. The noise of an image depends on it, so changing it changes predictions. */
export const INFERENCE_BATCH = 500;

/** Name of the random stream of an inference run. Runs are numbered from 0. */
export const inferenceStream = (run: number): string => `evaluate/run/${run}`;

/** The tensors of a trained model that inference needs, by parameter group. */
export type InferenceGroups = Readonly<Record<string, { readonly parameters: Tensors; readonly statistics: Tensors }>>;

/** Inputs that a compiled predictor takes as tensors. */
export interface InferenceInput {
  readonly groups: InferenceGroups;
  /** Key of {@link inferenceStream}. */
  readonly key: Tensor;
  /** int32 scalar: index of the batch, so that each batch draws its own noise. */
  readonly count: Tensor;
}

/** Runs the method's own predictor on one batch of images, B H W C. */
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

/** @param image index of the image, from 0 */
export function notFinite(image: number, score: number): NopropError {
  return new NopropError({
    code: 'not_finite',
    path: '',
    message: `Expected finite scores for image ${image + 1}, got ${score}.`,
    hint: 'The parameters are unusable. Train again with a smaller learning rate.',
  });
}
