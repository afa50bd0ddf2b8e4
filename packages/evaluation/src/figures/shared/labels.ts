import { optionText } from '../../record/point';
import type { ComponentRecord, PlanRecord } from '../../record/record';

/** The dataset of a plan by its usual name, e.g. `CIFAR-10`. */
export function datasetLabel({ slots }: PlanRecord): string {
  const name = localName(slots.dataset);
  return DATASETS[name] ?? name;
}

/** The method of a plan as the paper calls it, e.g. `NoProp-DT`. */
export function methodLabel({ slots }: PlanRecord): string {
  const name = localName(slots.objective);
  return METHODS[name] ?? name;
}

/** The class embedding of a plan as the paper calls it, e.g. `dim=20`; undefined if the method has none. */
export function embeddingLabel({ slots }: PlanRecord): string | undefined {
  const { embedding } = slots;
  if (embedding === undefined) return undefined;
  const name = localName(embedding);
  return name === 'learned' ? `dim=${String(embedding.with.dimension)}` : name;
}

/** Method and embedding, e.g. `NoProp-CT (one-hot)`. */
export function variantLabel(plan: PlanRecord): string {
  const embedding = embeddingLabel(plan);
  return embedding === undefined ? methodLabel(plan) : `${methodLabel(plan)} (${embedding})`;
}

/**
 * A short label of a point of a sweep's matrix, each option by its last key: `learningRate=0.01,
 * embedding=noprop/learned`.
 */
export function pointLabel(point: Readonly<Record<string, unknown>>): string {
  return Object.entries(point)
    .map(([option, value]) => `${option.split('.').at(-1)}=${optionText(value)}`)
    .join(', ');
}

/** Order of datasets: the paper's, then others by name. */
export function byDataset(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rankOf(dataset: string): number {
  const rank = Object.values(DATASETS).indexOf(dataset);
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
}

const DATASETS: Readonly<Record<string, string>> = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  'cifar-10': 'CIFAR-10',
  'cifar-100': 'CIFAR-100',
  glyphs: 'glyphs',
};

const METHODS: Readonly<Record<string, string>> = {
  backprop: 'Backprop',
  'noprop-dt': 'NoProp-DT',
  adjoint: 'Adjoint',
  'noprop-ct': 'NoProp-CT',
  'noprop-fm': 'NoProp-FM',
  'forward-forward-label': 'Forward-Forward (label)',
  'forward-forward-unsupervised': 'Forward-Forward',
  'forward-gradient': 'Forward Gradient',
  'difference-target-propagation': 'Difference Target Prop',
};

/** A component's name without its vendor. */
const localName = (component: ComponentRecord | undefined): string => component?.uses.split('/').at(-1) ?? 'unknown';
