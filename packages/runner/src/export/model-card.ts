import { countParameters, type FromSchema } from '@noprop/core';
import { sha256Hex } from '@noprop/store';
import { createStepPlan } from '../run/step-plan';
import type { TrainedRun } from '../trained/open-trained-run';
import type { modelCardSchema } from './model-card.schema';

/** The content of `model.json`. */
export type ModelCard = FromSchema<typeof modelCardSchema>;

/** The weights that a card describes. */
export interface CardWeights {
  readonly file: string;
  /** The file's bytes. */
  readonly pieces: readonly Uint8Array[];
}

/**
 * Describes what a run has learned. The card holds no times, no run folder and no paths, so equal runs give equal
 * cards. Only the plan's id depends on paths that the pipeline names.
 */
export function modelCard(run: TrainedRun, { file, pieces }: CardWeights): ModelCard {
  const { plan, tensors, step, result, engine } = run;
  const { data, parts } = plan;
  const { dataset, objective } = parts;
  const { backend, version, device, threads, oneDnn, compiler } = engine;
  const groups = objective.groups.map(({ name, parameters }) => [name, countParameters(parameters)] as const);
  const examples = Math.min(dataset.count('train'), data.training.limit ?? Number.POSITIVE_INFINITY);
  const { normalization } = dataset;
  return {
    format: 1,
    name: data.name,
    planId: plan.id,
    seed: data.seed,
    status: result?.status ?? 'unfinished',
    plugins: data.plugins.map((plugin) => ({ ...plugin })),
    components: Object.fromEntries(Object.entries(plan.publicData.slots).map(([slot, each]) => [slot, { ...each }])),
    dataset: { name: dataset.name, classNames: [...dataset.classNames] },
    input: {
      layout: 'B H W C',
      ...dataset.image,
      scale: 1 / 255,
      ...(normalization && {
        normalization: { mean: [...normalization.mean], deviation: [...normalization.deviation] },
      }),
    },
    parameters: {
      total: groups.reduce((sum, [, count]) => sum + count, 0),
      groups: Object.fromEntries(groups.filter(([, count]) => count > 0)),
      statistics: objective.groups.reduce((sum, { statistics }) => sum + countParameters(statistics), 0),
    },
    training: {
      epochs: data.training.epochs,
      batchSize: data.training.batchSize,
      examples,
      steps: step,
      plannedSteps: createStepPlan(objective, { ...data.training, examples }).steps,
    },
    // After falling back from a damaged checkpoint, the result describes other tensors than these.
    evaluation: result?.steps === step ? (structuredClone(result.evaluation) as ModelCard['evaluation']) : {},
    engine: { backend, version, device, threads, oneDnn, compiler },
    weights: { file, bytes: pieces.reduce((sum, { length }) => sum + length, 0), sha256: sha256Hex(pieces) },
    tensors: tensors
      .map(({ name, shape }) => ({ name, dtype: 'F32' as const, shape: [...shape] }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
