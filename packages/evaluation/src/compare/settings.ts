import type { PaperSettings, PaperValues } from '../paper/paper-values';
import type { ComponentRecord, PlanRecord } from '../record/record';

/**
 * Settings of a plan that differ from Table 3, Figure 15 or the cell itself, e.g. `learning rate 0.01 instead of
 * 0.001`. Rows that the paper quotes have no settings to compare with.
 */
export function differentSettings(plan: PlanRecord, paper: PaperValues): readonly string[] {
  const { settings } = paper;
  if (settings === undefined) return [];
  const { dataset, embedding, optimizer } = plan.slots;
  return [
    ...differs('dataset', dataset?.uses, `noprop/${paper.dataset}`),
    ...differs('embedding', nameOf(embedding), paper.embedding),
    ...differs('embedding init', initOf(embedding), initIn(paper)),
    ...differs('class probability', plan.slots.objective?.with.classProbability, headIn(paper)),
    ...differs('optimizer', optimizer?.uses, OPTIMIZERS[settings.optimizer]),
    ...differs('learning rate', optimizer?.with.learningRate, settings.learningRate),
    ...differs('weight decay', optimizer?.with.weightDecay, settings.weightDecay),
    ...differs('batch size', plan.training.batchSize, settings.batchSize),
    ...differs('time steps', stepsOf(plan), settings.steps),
    ...etaDiffers(plan, settings),
    ...blocksDiffer(plan.slots.blocks),
  ];
}

const OPTIMIZERS: Readonly<Record<string, string>> = { AdamW: 'noprop/adam-w', Adam: 'noprop/adam' };

/** Sizes of the blocks, from Figure 15. */
const BLOCKS = { channels: [32, 64, 128], hidden: 256, fusion: 128 } as const;

function differs(what: string, here: unknown, there: unknown): readonly string[] {
  return here === undefined || there === undefined || JSON.stringify(here) === JSON.stringify(there)
    ? []
    : [`${what} ${shown(here)} instead of ${shown(there)}`];
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** An embedding as Table 1 names it; others by their component name. */
function nameOf(embedding: ComponentRecord | undefined): string | undefined {
  if (embedding === undefined) return undefined;
  const { uses, with: options } = embedding;
  if (uses === 'noprop/learned') return `dim-${String(options.dimension)}`;
  return uses.replace(/^noprop\/(one-hot|prototype)$/, '$1');
}

/** The `init` of an image-size embedding; undefined for other embeddings. */
const initOf = (embedding: ComponentRecord | undefined): unknown =>
  embedding?.uses === 'noprop/prototype' ? embedding.with.init : undefined;

const initIn = ({ source, embedding, variant }: PaperValues): string | undefined =>
  source === 'Figure 11' ? variant : embedding;

const headIn = ({ source, variant, method }: PaperValues): string | undefined => {
  if (source === 'Figure 7') return variant?.split(',')[0];
  return method === 'NoProp-DT' ? 'softmax' : undefined;
};

/** The schedule holds the steps in discrete time, the objective in continuous time. */
const stepsOf = ({ slots }: PlanRecord): unknown => slots.schedule?.with.steps ?? slots.objective?.with.steps;

const etaDiffers = ({ slots }: PlanRecord, { eta }: PaperSettings): readonly string[] =>
  differs('eta', slots.objective?.with.eta, eta);

function blocksDiffer(blocks: ComponentRecord | undefined): readonly string[] {
  const changed = Object.entries(BLOCKS).flatMap(([option, there]) => differs(option, blocks?.with[option], there));
  return changed.map((words) => `blocks with ${words}`);
}
