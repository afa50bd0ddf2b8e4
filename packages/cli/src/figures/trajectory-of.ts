import { startEngine } from '@noprop/engine';
import { type Figure, trajectoryFigure } from '@noprop/evaluation';
import { openTrainedRun, predictImages } from '@noprop/runner';
import { builtIns } from '../built-ins';

/** Test images that are shown: the first ones. */
const IMAGES = 4;

/**
 * The way of the first test images from noise to a class, as the first inference run of a run went it. Needs the run's
 * checkpoint, the dataset's files and an engine.
 *
 * @throws NopropError `no_trajectory` where the method has none, and what `openTrainedRun` and the dataset refuse
 */
export async function trajectoryOf(path: string): Promise<Figure> {
  const run = await openTrainedRun(path, builtIns);
  const { dataset } = run.plan.parts;
  const test = await dataset.load('test');
  const count = Math.min(IMAGES, test.count);
  const size = dataset.image.height * dataset.image.width * dataset.image.channels;
  const images = test.images.slice(0, count * size);
  await startEngine({ ...run.plan.data.engine, threads: run.engine.threads });
  const { trajectories } = predictImages(run, { images, count, runs: 1, trajectories: count });
  const shown = trajectories.map((states, i) => ({
    name: `test image ${i + 1}`,
    picture: { ...dataset.image, pixels: images.slice(i * size, (i + 1) * size) },
    label: test.labels[i] as number,
    states,
  }));
  return trajectoryFigure(shown, dataset.classNames, 'run-trajectory');
}
