import type { PaperFigure, PaperSettings } from '../paper/paper-figure';
import type { ComponentRecord, PlanRecord } from '../record/record';

/**
 * Settings of a plan that are not those of Table 3, Figure 15 or the cell's own, e.g. `learning rate 0.01 instead of
 * 0.001`. Quoted rows have none to compare with.
 */
export function differentSettings(plan: PlanRecord, paper: PaperFigure): readonly string[] {
  const { settings } = paper;
  if (settings === undefined) return [];
  const { dataset, embedding, optimizer } = plan.slots;
  return [
    ...differs('dataset', dataset?.uses, `noprop/${paper.dataset}`),
    ...differs('embedding', nameOf(embedding), paper.embedding),
    ...differs('start of the embedding', startOf(embedding), startIn(paper)),
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

/** Figure 15. */
const BLOCKS = { channels: [32, 64, 128], hidden: 256, fusion: 128 } as const;

function differs(what: string, here: unknown, there: unknown): readonly string[] {
  return here === undefined || there === undefined || JSON.stringify(here) === JSON.stringify(there)
    ? []
    : [`${what} ${shown(here)} instead of ${shown(there)}`];
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** An embedding as Table 1 names it; any other by its component. */
function nameOf(embedding: ComponentRecord | undefined): string | undefined {
  if (embedding === undefined) return undefined;
  const { uses, with: options } = embedding;
  if (uses === 'noprop/learned') return `dim-${String(options.dimension)}`;
  return uses.replace(/^noprop\/(one-hot|prototype)$/, '$1');
}

/** How an image-size embedding starts; others start in their own ways. */
const startOf = (embedding: ComponentRecord | undefined): unknown =>
  embedding?.uses === 'noprop/prototype' ? embedding.with.init : undefined;

const startIn = ({ source, embedding, variant }: PaperFigure): string | undefined =>
  source === 'Figure 11' ? variant : embedding;

const headIn = ({ source, variant, method }: PaperFigure): string | undefined => {
  if (source === 'Figure 7') return variant?.split(',')[0];
  return method === 'NoProp-DT' ? 'softmax' : undefined;
};

/** In discrete time the schedule has the steps, in continuous time the objective. */
const stepsOf = ({ slots }: PlanRecord): unknown => slots.schedule?.with.steps ?? slots.objective?.with.steps;

const etaDiffers = ({ slots }: PlanRecord, { eta }: PaperSettings): readonly string[] =>
  differs('eta', slots.objective?.with.eta, eta);

function blocksDiffer(blocks: ComponentRecord | undefined): readonly string[] {
  const changed = Object.entries(BLOCKS).flatMap(([option, there]) => differs(option, blocks?.with[option], there));
  return changed.map((words) => `blocks with ${words}`);
}
