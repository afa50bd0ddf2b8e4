import { startEngine } from '@noprop/engine';
import { type Figure, trajectoryFigure } from '@noprop/evaluation';
import { openTrainedRun, predictImages } from '@noprop/runner';
import { builtIns } from '../built-ins';

/** How many test images are shown, from the first on. */
const IMAGES = 4;

/**
 * A figure of how the first test images go from noise to a class in the first inference run. Needs the run's
 * checkpoint, the dataset's files and an engine.
 *
 * @throws NopropError `no_trajectory` if the method has none, and what `openTrainedRun` and the dataset throw
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
