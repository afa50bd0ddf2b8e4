import { exitCodes, NopropError } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { openTrainedRun, predictImages } from '@noprop/runner';
import { Command, InvalidArgumentError, Option } from 'commander';
import { builtIns } from '../built-ins';
import { type InputImage, readImages } from '../images/read-images';
import { type ImageResult, renderJson, renderTable, renderTally } from '../predict/render';
import { type PictureFormat, pictureFormat, writeTrajectories } from '../trajectory/write';

interface PredictFlags {
  readonly fit?: boolean;
  readonly invert?: boolean;
  readonly seed?: number;
  readonly runs: number;
  readonly json?: boolean;
  readonly trajectory?: { readonly file: string; readonly format: PictureFormat };
}

/** `noprop predict RUN IMAGE...` */
export function predictCommand(): Command {
  return new Command('predict')
    .summary('say what a trained run sees in images')
    .description(
      'Example: noprop predict runs/quickstart-1a2b3c4d digit.png --fit --invert\n\n' +
        "Classifies images by a run's latest good checkpoint and the method's own predictor. " +
        'The dataset is not needed. ' +
        "The probabilities are the softmax of the method's class scores; with --runs they are averaged over inference runs. " +
        'The noise of an image depends on its place among the images, as in the evaluation of a run.',
    )
    .argument('<run>', 'run folder')
    .argument(
      '<images...>',
      'PNG or JPEG files, and IDX or CIFAR binary files, plain or gzip, whole or in part: t10k-images-idx3-ubyte.gz[0:10], test_batch.bin[3]',
    )
    .option('--fit', "stretch and convert images to the dataset's size and channels")
    .option('--invert', 'swap dark and light: for dark ink on light paper, where the dataset is light on dark')
    .option('--seed <n>', "seed of the inference noise (default: the run's)", wholeNumber(0, 4_294_967_295))
    .addOption(new Option('--runs <n>', 'inference runs to average').argParser(wholeNumber(1, 1000)).default(1))
    .option(
      '--trajectory <file>',
      'draw the way from noise to class as .png or .svg (first inference run)',
      pictureFile,
    )
    .option('--json', 'one JSON object a line, with the probability of every class')
    .action(predict);
}

async function predict(path: string, operands: string[], flags: PredictFlags): Promise<void> {
  const run = await openTrainedRun(path, builtIns);
  for (const message of run.warnings) process.stderr.write(`warning: ${message}\n`);
  const { dataset } = run.plan.parts;
  const { images, issues } = readImages(operands, {
    shape: dataset.image,
    classes: dataset.classes,
    fit: flags.fit === true,
    invert: flags.invert === true,
  });
  if (images.length > 0) {
    await startEngine({ ...run.plan.data.engine, threads: run.engine.threads });
    const { probabilities, trajectories } = predictImages(run, {
      images: joined(images),
      count: images.length,
      runs: flags.runs,
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.trajectory === undefined ? {} : { trajectories: MOST_ROWS }),
    });
    const results = images.map(
      ({ name, label }, i): ImageResult => ({
        name,
        ...(label === undefined ? {} : { label }),
        probabilities: probabilities[i] as Float64Array,
      }),
    );
    show(results, dataset.classNames, flags.json === true);
    if (flags.trajectory !== undefined) {
      writeTrajectories(flags.trajectory, { images, trajectories, dataset, name: run.plan.data.name });
      if (images.length > MOST_ROWS) {
        process.stderr.write(`warning: the picture shows the first ${MOST_ROWS} of ${images.length} images.\n`);
      }
    }
  }
  if (issues.length > 0) throw new NopropError(issues, exitCodes.failed);
}

/** Rows of a picture of trajectories. */
const MOST_ROWS = 50;

function show(results: readonly ImageResult[], classNames: readonly string[], json: boolean): void {
  if (json) for (const result of results) process.stdout.write(renderJson(result, classNames));
  else process.stdout.write(renderTable(results, classNames));
  process.stderr.write(renderTally(results));
}

function joined(images: readonly InputImage[]): Uint8Array {
  return Buffer.concat(images.map(({ picture }) => picture.pixels));
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Wanted a whole number from ${least} to ${most}.`);
  };
}

function pictureFile(file: string): { readonly file: string; readonly format: PictureFormat } {
  const format = pictureFormat(file);
  if (format !== undefined) return { file, format };
  throw new InvalidArgumentError('Wanted a file that ends in .png or .svg.');
}
