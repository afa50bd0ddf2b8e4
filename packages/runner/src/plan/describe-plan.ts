import { countParameters, optimizerOf } from '@noprop/core';
import { type EngineInfo, engineSettings } from '@noprop/engine';
import { createStepPlan } from '../run/step-plan';
import { estimateActivations } from './activations';
import type { Plan } from './plan';

/** What a plan would do, in numbers. */
export interface PlanDescription {
  readonly name: string;
  readonly planId: string;
  readonly components: Readonly<Record<string, string>>;
  readonly groups: readonly {
    readonly name: string;
    readonly parameters: number;
    readonly shapes: Readonly<Record<string, readonly number[]>>;
  }[];
  readonly parameters: number;
  readonly examples: number;
  readonly steps: {
    readonly perPass: number;
    readonly passes: number;
    readonly epochs: number;
    readonly total: number;
  };
  /** Bytes; `activations` is a rough upper bound. */
  readonly memory: { readonly state: number; readonly dataset: number; readonly activations: number };
  readonly dataset: { readonly origin: string; readonly location: string };
}

export function describePlan(plan: Plan): PlanDescription {
  const { parts, data } = plan;
  const { dataset, objective, optimizer } = parts;
  const groups = objective.groups
    .filter(({ parameters }) => Object.keys(parameters).length > 0)
    .map(({ name, parameters }) => ({
      name,
      parameters: countParameters(parameters),
      shapes: Object.fromEntries(Object.entries(parameters).map(([path, { shape }]) => [path, shape])),
    }));
  const parameters = groups.reduce((sum, group) => sum + group.parameters, 0);
  const slotted = groups.map((group) => group.parameters * optimizerOf(optimizer, group.name).slots.length);
  const statistics = objective.groups.reduce((sum, group) => sum + countParameters(group.statistics), 0);
  const examples = Math.min(dataset.count('train'), data.training.limit ?? Number.POSITIVE_INFINITY);
  const stepPlan = createStepPlan(objective, { ...data.training, examples });
  const { height, width, channels } = dataset.image;
  return {
    name: data.name,
    planId: plan.id,
    components: Object.fromEntries(Object.entries(data.slots).map(([slot, { uses }]) => [slot, uses])),
    groups,
    parameters,
    examples,
    steps: {
      perPass: stepPlan.stepsPerPass,
      passes: stepPlan.passes.length,
      epochs: stepPlan.epochs,
      total: stepPlan.steps,
    },
    memory: {
      state: 4 * (parameters + slotted.reduce((sum, size) => sum + size, 0) + statistics),
      dataset: examples * (height * width * channels + 1),
      activations: estimateActivations(objective, dataset.image, data.training.batchSize),
    },
    dataset: plan.datasetSource,
  };
}

/** The description as text, with the engine that the run would use. */
export function renderPlan(description: PlanDescription, engine: EngineInfo): string {
  const { steps, memory } = description;
  const lines = [
    `${description.name}  (plan ${description.planId.slice(0, 12)})`,
    '',
    ...Object.entries(description.components).map(([slot, uses]) => `  ${slot.padEnd(11)} ${uses}`),
    `  data        ${description.examples} training images, ${description.dataset.origin}: ${description.dataset.location}`,
    `  engine      ${engine.backend} ${engine.version}, ${engineSettings(engine)}`,
    '',
    `  steps       ${steps.perPass} per pass x ${count(steps.passes, 'pass', 'passes')} x ${count(steps.epochs, 'epoch', 'epochs')} = ${steps.total}`,
    `  memory      ${megabytes(memory.state)} parameters, optimizer and statistics; ${megabytes(memory.dataset)} dataset; about ${megabytes(memory.activations)} activations`,
    `  parameters  ${description.parameters}`,
    ...parameterLines(description.groups),
  ];
  return `${lines.join('\n')}\n`;
}

/** One entry for all groups of the same shapes. */
function parameterLines(groups: PlanDescription['groups']): string[] {
  const byShape = new Map<string, PlanDescription['groups'][number][]>();
  for (const group of groups) {
    const key = JSON.stringify(group.shapes);
    byShape.set(key, [...(byShape.get(key) ?? []), group]);
  }
  return [...byShape.values()].flatMap((same) => {
    const [first, last] = [same[0], same.at(-1)] as [
      PlanDescription['groups'][number],
      PlanDescription['groups'][number],
    ];
    const names = same.length === 1 ? first.name : `${first.name} .. ${last.name} (${same.length})`;
    const shapes = Object.entries(first.shapes).map(
      ([path, shape]) => `      ${path.padEnd(24)} [${shape.join(', ')}]`,
    );
    return [`    ${names}: ${first.parameters}${same.length === 1 ? '' : ' each'}`, ...shapes];
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
