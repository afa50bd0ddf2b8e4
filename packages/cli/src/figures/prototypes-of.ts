import { NopropError, type ParameterSpec } from '@noprop/core';
import type { Prototypes } from '@noprop/evaluation';
import { openTrainedRun } from '@noprop/runner';
import { builtIns } from '../built-ins';
import { beforeAndAfter, startEngineOf } from './initial-values';
import { pixelScale } from './pixel-scale';

/**
 * The class embeddings of a run as images, before training and in its newest checkpoint, in the scale of pixels: 0 is
 * black and 1 white.
 *
 * @paper fig:2
 * @throws NopropError `no_prototypes` where the embedding is not learned or not of the image's size, `class_without_images`,
 * and what `openTrainedRun` and the dataset refuse
 */
export async function prototypesOf(path: string): Promise<Prototypes> {
  const run = await openTrainedRun(path, builtIns);
  const { dataset, embedding } = run.plan.parts;
  const { image, classNames, normalization } = dataset;
  const size = image.height * image.width * image.channels;
  const { weight } = embedding?.parameters ?? {};
  if (weight === undefined || weight.shape[1] !== size) throw withoutPrototypes(path, size, weight);
  await startEngineOf(run);
  const { initial, learned } = await beforeAndAfter(run, 'embedding', 'weight', weight);
  const toPixels = pixelScale(normalization, image.channels);
  return { image, classNames, initial: initial.map(toPixels), learned: learned.map(toPixels) };
}

function withoutPrototypes(file: string, size: number, weight: ParameterSpec | undefined): NopropError {
  const found = weight === undefined ? "this run's are fixed" : `this run's have ${weight.shape[1]}`;
  return new NopropError({
    code: 'no_prototypes',
    path: '',
    file,
    message: `Learned class embeddings of ${size} numbers are wanted, as many as an image has, but ${found}.`,
    hint: 'Take a run with "embedding: { uses: noprop/prototype }".',
  });
}
