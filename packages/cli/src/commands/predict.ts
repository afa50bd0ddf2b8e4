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
    .summary('classify images with a trained run')
    .description(
      'Example: noprop predict runs/quickstart-1a2b3c4d digit.png --fit --invert\n\n' +
        'Classify images with the latest intact checkpoint of a run; its dataset is not needed. ' +
        'Probabilities are the softmax of the class scores, averaged over inference runs with --runs. ' +
        'The inference noise of an image depends on its position in the list, as it does when a run is evaluated.',
    )
    .argument('<run>', 'run folder')
    .argument(
      '<images...>',
      'PNG or JPEG files; IDX or CIFAR binary files, plain or gzip, whole or a part: t10k-images-idx3-ubyte.gz[0:10], test_batch.bin[3]',
    )
    .option('--fit', 'stretch and convert images to the size and channels of the dataset')
    .option('--invert', 'swap dark and light, e.g. for dark ink on white paper if the dataset is light on dark')
    .option('--seed <n>', 'seed of the inference noise (default: the seed of the run)', wholeNumber(0, 4_294_967_295))
    .addOption(
      new Option('--runs <n>', 'number of inference runs to average').argParser(wholeNumber(1, 1000)).default(1),
    )
    .option(
      '--trajectory <file>',
      'draw the path from noise to class into a .png or .svg file (first inference run)',
      pictureFile,
    )
    .option('--json', 'print one JSON object per image, with the probability of every class')
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
        process.stderr.write(`warning: the picture shows only the first ${MOST_ROWS} of ${images.length} images.\n`);
      }
    }
  }
  if (issues.length > 0) throw new NopropError(issues, exitCodes.failed);
}

/** Most images that a picture of trajectories shows, one per row. */
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
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

function pictureFile(file: string): { readonly file: string; readonly format: PictureFormat } {
  const format = pictureFormat(file);
  if (format !== undefined) return { file, format };
  throw new InvalidArgumentError('Expected a file name that ends in .png or .svg.');
}
