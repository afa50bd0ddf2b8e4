import type { PaperValues } from '../paper/paper-values';
import { paper as printed } from '../paper/tables';
import type { RunRecord } from '../record/record';
import { countText } from '../statistics/number-text';
import type { Summary } from '../statistics/summarize';
import { differentSettings } from './settings';

/** Training and evaluation budget of a result, as far as it is known. */
export interface Budget {
  readonly epochs: number;
  readonly seeds: number;
  /** Inference runs per seed. */
  readonly runs: number;
  /** Images trained on; undefined for the whole training set. */
  readonly trainingImages?: number;
  /** Images evaluated on. */
  readonly images?: number;
  readonly split?: 'test' | 'train';
  /** `cpu` or `gpu`. */
  readonly device?: string;
}

/** Differences from the paper's budget, settings and device, each in a few words; empty if none are known. */
export function budgetOf(
  runs: readonly RunRecord[],
  summary: Summary,
  split: 'test' | 'train',
  paper: PaperValues | undefined,
): readonly string[] {
  const first = runs[0];
  if (first === undefined || paper === undefined) return [];
  const { training } = first.plan;
  const measured = {
    epochs: training.epochs,
    seeds: summary.seeds,
    runs: summary.runs,
    split,
    ...(training.limit === undefined ? {} : { trainingImages: training.limit }),
    ...(first.evaluation[split] === undefined ? {} : { images: first.evaluation[split].images }),
  };
  const devices = [...new Set(runs.flatMap(({ environment }) => environment.engine.device ?? []))];
  const device = devices.length === 0 ? {} : { device: devices.join(' and ') };
  const words = budgetWords({ ...measured, ...device }, paper);
  return [...words, ...differentSettings(first.plan, paper)];
}

/** Like {@link budgetOf}, for results whose plan is not at hand. */
export function budgetWords(measured: Budget, paper: PaperValues): readonly string[] {
  const { epochs, seeds, runs, trainingImages, images, split = 'test', device } = measured;
  const all = printed.protocol.datasets[paper.dataset as keyof typeof printed.protocol.datasets];
  return [
    ...epochWords(epochs, paper.epochs),
    ...other(seeds, paper.seeds, 'seed'),
    ...other(runs, paper.runs, 'inference run'),
    ...(trainingImages === paper.trainingImages ? [] : part(trainingImages, all.train, 'training images')),
    ...part(images, all[split], split === 'test' ? 'test images' : 'training images measured'),
    ...(device === undefined || paper.device === undefined || device === paper.device
      ? []
      : [`${device.toUpperCase()} instead of ${paper.device.toUpperCase()}`]),
  ];
}

function epochWords(here: number, there: number | undefined): readonly string[] {
  if (there === undefined) return [`${counted(here, 'epoch')}; the paper does not say how many`];
  if (here === there) return [];
  return [here < there ? `${here} of ${counted(there, 'epoch')}` : `${counted(here, 'epoch')} instead of ${there}`];
}

function other(here: number, there: number | undefined, what: string): readonly string[] {
  return there === undefined || here === there ? [] : [`${counted(here, what)} instead of ${there}`];
}

function part(here: number | undefined, all: number, what: string): readonly string[] {
  return here === undefined || here === all ? [] : [`${countText(here)} of ${countText(all)} ${what}`];
}

const counted = (count: number, what: string): string => `${countText(count)} ${what}${count === 1 ? '' : 's'}`;
